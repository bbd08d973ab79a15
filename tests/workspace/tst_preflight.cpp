// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "wire/dialects/registry.h"
#include "workspace/preflight/preflight.h"
#include "workspace/words/preflighttext.h"

#include <QTest>

#include <algorithm>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using Kind = Finding::Kind;

const Catalog &catalog()
{
    static const Catalog catalog = Catalog::builtIn();
    return catalog;
}

PreflightFacts factsOf(const QString &gatewayId, const QString &model, const LaneParameters &parameters)
{
    const Gateway gateway = *catalog().find(gatewayId);
    PreflightFacts facts{.target = {.url = gateway.chatUrl(gateway.baseUrl),
                             .headers = {},
                             .dialect = findDialect(gateway.dialect),
                             .shape = gateway.shape,
                             .gateway = gateway},
        .parameters = parameters,
        .request = gateway.shape.of(requestOf(parameters, gateway, model)),
        .catalog = &catalog()};
    facts.request.messages = {Message::of(Role::User, u"Hello"_s)};
    return facts;
}

PreflightFacts openAi(const LaneParameters &parameters, const QString &model = u"gpt-4o"_s)
{
    return factsOf(u"openai-compatible"_s, model, parameters);
}

PreflightFacts claude(const LaneParameters &parameters, const QString &model = u"claude-sonnet-4-20250514"_s)
{
    return factsOf(u"anthropic-compatible"_s, model, parameters);
}

PreflightFacts saying(PreflightFacts facts, const QList<Message> &messages)
{
    facts.request.messages = messages;
    return facts;
}

PreflightFacts withTools(PreflightFacts facts, const QList<Tool> &tools, const QString &choice = {})
{
    facts.request.tools = tools;
    facts.request.toolChoice = choice;
    return facts;
}

PreflightFacts with(PreflightFacts facts, auto PreflightFacts::*member, const auto &value)
{
    facts.*member = value;
    return facts;
}

PreflightFacts at(PreflightFacts facts, const QString &url)
{
    facts.target.url = QUrl(url);
    return facts;
}

const Tool Weather{.name = u"get_weather"_s, .description = {}, .schema = R"({"type":"object"})"};

struct Row
{
    const char *name;
    Kind kind;
    PreflightFacts facts;
};

QList<Row> rows()
{
    QList<Row> rows;
    const auto row = [&rows](const char *name, Kind kind, const PreflightFacts &facts) {
        rows.append({.name = name, .kind = kind, .facts = facts});
    };
    using Values = ChatParameters;
    const auto values = [](const Values &chat) {
        return LaneParameters{.values = chat};
    };
    const auto extra = [](const QString &json) {
        return LaneParameters{.extra = json};
    };
    const auto user = [](const QString &text) {
        return Message::of(Role::User, text);
    };
    const auto assistant = [](const QString &text) {
        return Message::of(Role::Assistant, text);
    };

    row("blank prompt", Kind::PromptBlank, saying(openAi({}), {user(u" \n"_s)}));
    row("FF-28 long prompt", Kind::PromptTooLong,
        saying(factsOf(u"floopfloop-generate"_s, u"auto"_s, {}), {user(QString(500'001, u'a'))}));
    row("half a pair", Kind::BrokenCharacter, saying(openAi({}), {user(u"a"_s + QChar(0xd83d))}));
    row("blank system", Kind::SystemBlank, claude({.system = u"  "_s}));
    row("FF-13 system twice", Kind::SystemTwice,
        saying(factsOf(u"floopfloop"_s, u"auto"_s, {.system = u"Be brief."_s}),
            {Message::of(Role::System, u"Be long."_s), user(u"Hi"_s)}));
    row("system of o1-mini", Kind::SystemUnknownToModel, openAi({.system = u"Be brief."_s}, u"o1-mini"_s));
    row("blank message", Kind::MessageBlank,
        saying(claude({}), {user({}), assistant(u"Hi"_s), user(u"And?"_s)}));
    row("prefill ends blank", Kind::PrefillEndsBlank,
        saying(claude({}), {user(u"Hi"_s), assistant(u"I am "_s)}));
    row("B16 prefill with thinking", Kind::PrefillWithThinking,
        saying(claude(values({.thinkingTokens = 2000})), {user(u"Hi"_s), assistant(u"I"_s)}));
    row("JSON mode unsaid", Kind::JsonModeUnsaid,
        openAi(extra(u"{\"response_format\":{\"type\":\"json_object\"}}"_s)));
    row("JSON answer unsaid", Kind::JsonModeUnsaid,
        openAi(LaneParameters{.format = {.kind = AnswerFormat::Kind::JsonObject}}));
    row("context", Kind::ContextExceeded,
        with(openAi(values({.maxTokens = 8'000}), u"gpt-4"_s), &PreflightFacts::input,
            std::optional(TokenRange{.least = 300, .most = 400})));
    row("variable missing", Kind::VariableMissing,
        with(openAi({}), &PreflightFacts::variables, VariableUse{.missing = {u"city"_s}}));
    row("variable unused", Kind::VariableUnused,
        with(openAi({}), &PreflightFacts::variables, VariableUse{.unused = {u"city"_s}}));
    row("variable doubled", Kind::VariableDoubled,
        with(openAi({}), &PreflightFacts::variables, VariableUse{.doubled = {u"city"_s}}));

    row("temperature over 2", Kind::TemperatureRange, openAi(values({.temperature = 2.5})));
    row("temperature over 1 on Messages", Kind::TemperatureRange, claude(values({.temperature = 1.5})));
    row("top_p over 1", Kind::TopPRange, openAi(values({.topP = 1.5})));
    auto penalties = openAi({});
    penalties.request.frequencyPenalty = -3; // the profile would have bounded it
    penalties.request.presencePenalty = 3;
    row("frequency penalty", Kind::FrequencyPenaltyRange, penalties);
    row("presence penalty", Kind::PresencePenaltyRange, penalties);
    row("outside the profile", Kind::OutsideDocumented,
        factsOf(u"ru-llm"_s, u"gpt-4o"_s, values({.temperature = 3})));
    row("temperature and top_p", Kind::TemperatureAndTopP,
        claude(values({.temperature = 0.5, .topP = 0.9}), u"claude-opus-4-1-20250805"_s));
    row("B16 temperature with thinking", Kind::TemperatureWithThinking,
        claude(values({.temperature = 0.5, .thinkingTokens = 2000})));
    row("B16 top_p with thinking", Kind::TopPWithThinking,
        claude(values({.topP = 0.5, .thinkingTokens = 2000})));
    row("temperature of o3", Kind::TemperatureWithReasoning, openAi(values({.temperature = 0.5}), u"o3"_s));
    row("top_p of gpt-5", Kind::TopPWithReasoning, openAi(values({.topP = 0.5}), u"gpt-5"_s));
    row("penalties of o4-mini", Kind::PenaltiesWithReasoning,
        openAi(values({.frequencyPenalty = 1}), u"o4-mini"_s));

    row("B16 thinking under 1024", Kind::ThinkingTooSmall, claude(values({.thinkingTokens = 500})));
    row("B16 thinking over max_tokens", Kind::ThinkingOverMaxTokens,
        claude(values({.maxTokens = 2000, .thinkingTokens = 2000})));
    row("thinking of Claude 3.5", Kind::ThinkingUnknownToModel,
        claude(values({.thinkingTokens = 2000}), u"claude-3-5-sonnet-20241022"_s));
    row("B21 effort unknown", Kind::EffortUnknown, openAi(values({.reasoningEffort = u"hard"_s}), u"o3"_s));
    row("B15 effort of Messages", Kind::EffortUnknown, claude(values({.reasoningEffort = u"minimal"_s})));
    row("effort of gpt-4o", Kind::EffortWithoutReasoning, openAi(values({.reasoningEffort = u"low"_s})));
    row("verbosity unknown", Kind::VerbosityUnknown, openAi(values({.verbosity = u"chatty"_s}), u"gpt-5"_s));
    row("verbosity of gpt-4o", Kind::VerbosityUnknownToModel, openAi(values({.verbosity = u"low"_s})));

    row("max_tokens over the model's", Kind::MaxTokensOverModel, openAi(values({.maxTokens = 20'000})));
    row("max_tokens of o3", Kind::MaxTokensWithReasoning, openAi(values({.maxTokens = 500}), u"o3"_s));
    row("five stops", Kind::StopTooMany, openAi(values({.stop = {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}})));
    row("blank stop", Kind::StopBlank, claude(values({.stop = {u" "_s}})));
    row("stop of o3", Kind::StopWithReasoning, openAi(values({.stop = {u"a"_s}}), u"o3"_s));
    row("n over 128", Kind::TooManyAnswers, openAi(values({.n = 200})));
    row("B19 top_logprobs alone", Kind::TopLogprobsAlone, openAi(values({.topLogprobs = 5})));
    auto logprobs = openAi(values({.logprobs = true}));
    logprobs.request.topLogprobs = 21; // the profile would have bounded it
    row("B19 top_logprobs over 20", Kind::TopLogprobsTooMany, logprobs);
    row("logprobs of o3", Kind::LogprobsWithReasoning, openAi(values({.logprobs = true}), u"o3"_s));
    row("service tier", Kind::ServiceTierUnknown, claude(values({.serviceTier = u"flex"_s})));
    row("long user", Kind::UserTooLong, claude(values({.user = QString(257, u'a')})));

    row("RF-04 tools of Ruflo", Kind::ToolsUndocumented,
        withTools(factsOf(u"ruflo"_s, u"ruflo-free"_s, {}), {Weather}));
    QList<Tool> many;
    for (int i = 0; i < 129; ++i)
        many.append({.name = u"tool_%1"_s.arg(i), .description = {}, .schema = {}});
    row("129 tools", Kind::TooManyTools, withTools(openAi({}), many));
    row("tool with a blank", Kind::ToolNameInvalid,
        withTools(openAi({}), {{.name = u"get weather"_s, .description = {}, .schema = {}}}));
    row("tool with a long name", Kind::ToolNameInvalid,
        withTools(openAi({}), {{.name = QString(65, u'a'), .description = {}, .schema = {}}}));
    row("two tools of one name", Kind::ToolNameDoubled, withTools(openAi({}), {Weather, Weather}));
    row("schema of a list", Kind::ToolSchemaInvalid,
        withTools(openAi({}), {{.name = u"a"_s, .description = {}, .schema = R"({"type":"array"})"}}));
    row("choice of no tool", Kind::ToolChoiceUnknown, withTools(openAi({}), {Weather}, u"get_time"_s));
    row("choice without tools", Kind::ToolChoiceAlone, withTools(openAi({}), {}, u"auto"_s));
    row("forced tool with thinking", Kind::ForcedToolWithThinking,
        withTools(claude(values({.thinkingTokens = 2000})), {Weather}, u"required"_s));
    row("parallel calls without tools", Kind::ParallelCallsAlone,
        openAi(values({.parallelToolCalls = true})));

    const LaneParameters servers{
        .tools = {.servers = {{.name = u"mine"_s, .url = u"https://mcp.example"_s}}}};
    LaneParameters local = servers;
    local.tools.servers.first().url = u"http://10.0.0.1/mcp"_s;
    LaneParameters withToken = servers;
    withToken.tools.servers.first().needsToken = true;
    row("MCP on the other protocol", Kind::McpNotTaken, openAi(servers));
    PreflightFacts undocumented = claude(servers);
    undocumented.target.gateway.parameters.clear();
    row("MCP undocumented", Kind::McpUndocumented, undocumented);
    row("B-04 MCP on a private network", Kind::McpNotPublic,
        factsOf(u"ruapi-claude"_s, u"claude-3-5-sonnet-20241022"_s, local));
    row("B-12 MCP without its token", Kind::McpTokenMissing, claude(withToken));
    LaneParameters oldForm = servers;
    oldForm.tools.mcpBeta = u"mcp-client-2025-04-04"_s;
    oldForm.tools.servers.first().exceptions = {u"write"_s};
    row("B-02 the old form of MCP leaves out no tool", Kind::McpFormTooOld, claude(oldForm));
    row("MCP servers overridden", Kind::ExtraOverrides,
        claude({.extra = u"{\"mcp_servers\":[]}"_s, .tools = servers.tools}));
    row("tools of MCP servers overridden", Kind::ExtraOverrides,
        claude({.extra = u"{\"tools\":[]}"_s, .tools = servers.tools}));

    row("RA-12 extra overrides", Kind::ExtraOverrides,
        openAi({.values = {.temperature = 1}, .extra = u"{\"temperature\":0}"_s}));
    row("overridden format", Kind::ExtraOverrides,
        openAi(LaneParameters{.format = {.kind = AnswerFormat::Kind::JsonSchema, .schema = "{}"},
            .extra = u"{\"response_format\":{\"type\":\"text\"}}"_s}));
    row("B-15 overridden schema", Kind::ExtraOverrides,
        claude(LaneParameters{.format = {.kind = AnswerFormat::Kind::JsonSchema, .schema = "{}"},
            .extra = u"{\"output_config\":{\"effort\":\"low\"}}"_s}));
    row("B-15 overridden effort", Kind::ExtraOverrides,
        claude(
            LaneParameters{.values = {.reasoningEffort = u"low"_s}, .extra = u"{\"output_config\":{}}"_s}));
    row("extra twice", Kind::ExtraDoubled, openAi(extra(u"{\"seed\":1,\"seed\":2}"_s)));
    row("extra misspelt", Kind::ExtraMisspelt, openAi(extra(u"{\"temprature\":1}"_s)));
    row("extra in camels", Kind::ExtraMisspelt, openAi(extra(u"{\"maxTokens\":1}"_s)));
    row("extra of OpenAI", Kind::ExtraOfOtherProtocol, claude(extra(u"{\"frequency_penalty\":1}"_s)));
    row("extra of Anthropic", Kind::ExtraOfOtherProtocol, openAi(extra(u"{\"mcp_servers\":[]}"_s)));
    row("n undocumented", Kind::ExtraSeveralAnswers,
        factsOf(u"ollama"_s, u"llama3"_s, extra(u"{\"n\":3}"_s)));
    row("two limits", Kind::ExtraTwoLimits,
        openAi({.values = {.maxTokens = 9}, .extra = u"{\"max_completion_tokens\":9}"_s}));
    row("B20 usage without stream", Kind::ExtraUsageWithoutStream,
        openAi({.stream = false, .extra = u"{\"stream_options\":{\"include_usage\":true}}"_s}));
    row("bias of 200", Kind::ExtraBiasRange, openAi(extra(u"{\"logit_bias\":{\"50256\":-200}}"_s)));

    row("blank in the model", Kind::ModelBlanks, openAi({}, u"gpt 4o"_s));
    row("model of embeddings", Kind::ModelNotForChat, openAi({}, u"text-embedding-3-small"_s));
    row("RF-22 tier of another", Kind::ModelOfOtherGateway, factsOf(u"ruflo"_s, u"smart"_s, {}));
    row("Claude at OpenAI", Kind::ModelOfOtherProtocol,
        at(openAi({}, u"claude-sonnet-4"_s), u"https://api.openai.com/v1/chat/completions"_s));
    row("open address", Kind::OpenAddress, at(openAi({}), u"http://example.com/v1/chat/completions"_s));
    row("FF-49 tokens used up", Kind::TokensUsedUp,
        with(with(factsOf(u"floopfloop"_s, u"auto"_s, {}), &PreflightFacts::input,
                 std::optional(TokenRange{.least = 500, .most = 900})),
            &PreflightFacts::tokensLeftToday, std::optional<qint64>(400)));
    row("FF-47 credits used up", Kind::CreditsUsedUp,
        with(factsOf(u"floopfloop"_s, u"auto"_s, {}), &PreflightFacts::creditsLeft, std::optional(0.0)));
    return rows;
}

bool has(const QList<Finding> &findings, Kind kind)
{
    return std::ranges::contains(findings, kind, &Finding::kind);
}

QString shown(const QList<Finding> &findings)
{
    QStringList words;
    for (const Finding &finding : findings)
        words << PreflightText::words(finding);
    return words.join(u" | "_s);
}

} // namespace

Q_DECLARE_METATYPE(PreflightFacts)
Q_DECLARE_METATYPE(Finding::Kind)

class TestPreflight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void eachKindHasARow();
    void findsNothing_data();
    void findsNothing();
    void namesWhatItFound();
    void takesNoDetailForAPlace();
    void repairsOnlyWhatIsWrong();
};

void TestPreflight::finds_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<PreflightFacts>("facts");
    for (const Row &row : rows())
        QTest::newRow(row.name) << row.kind << row.facts;
}

/// A repair is enough: what it changes is not found again.
void TestPreflight::finds()
{
    QFETCH(Kind, kind);
    QFETCH(PreflightFacts, facts);
    const QList<Finding> findings = preflight(facts);
    const auto found = std::ranges::find(findings, kind, &Finding::kind);
    QVERIFY2(found != findings.end(), qPrintable(shown(findings)));
    const QString words = PreflightText::words(*found);
    QVERIFY2(words.size() > 10 && !words.contains(u'%') && (words.endsWith(u'.') || words.endsWith(u'?')),
        qPrintable(words));
    QVERIFY(!PreflightText::repair(*found).isEmpty());
    if (!found->repaired)
        return;
    const bool wasBounded = facts.request.topLogprobs == 21 || facts.request.frequencyPenalty == -3;
    QVERIFY(found->repaired != facts.parameters || wasBounded);
    PreflightFacts repaired = factsOf(facts.target.gateway.id, facts.request.model, *found->repaired);
    repaired.request.messages = facts.request.messages;
    repaired.request.tools = facts.request.tools;
    repaired.request.toolChoice = facts.request.toolChoice;
    QVERIFY2(!has(preflight(repaired), kind), qPrintable(shown(preflight(repaired))));
}

void TestPreflight::eachKindHasARow()
{
    const QList<Row> all = rows();
    for (int kind = 0; kind <= static_cast<int>(Kind::CreditsUsedUp); ++kind)
        QVERIFY2(std::ranges::contains(all, static_cast<Kind>(kind), &Row::kind),
            qPrintable(PreflightText::words({.kind = static_cast<Kind>(kind)})));
}

void TestPreflight::findsNothing_data()
{
    QTest::addColumn<PreflightFacts>("facts");
    for (const Gateway &gateway : catalog().gateways()) {
        const LaneParameters usual{.system = u"Be brief."_s,
            .values = {.temperature = 0.7, .topP = 0.9, .maxTokens = 800, .stop = {u"END"_s}}};
        QTest::addRow("%s", qPrintable(gateway.id)) << factsOf(gateway.id, gateway.defaultModel(), usual);
    }
    QTest::newRow("other model") << factsOf(u"ruapi"_s, u"grok-3"_s, {});
    QTest::newRow("reasoning") << openAi({.values = {.reasoningEffort = u"low"_s, .verbosity = u"low"_s},
                                             .extra = u"{\"max_completion_tokens\":900}"_s},
        u"gpt-5"_s);
    QTest::newRow("thinking") << claude(
        {.values = {.temperature = 1, .maxTokens = 4000, .thinkingTokens = 2000}});
    QTest::newRow("tools") << withTools(
        openAi({.values = {.parallelToolCalls = false}}), {Weather}, u"get_weather"_s);
    QTest::newRow("extra of a local server")
        << factsOf(u"llama-cpp"_s, u"qwen"_s, {.extra = u"{\"top_k\":40,\"min_p\":0.1,\"mirostat\":2}"_s});
    QTest::newRow("here") << at(openAi({}), u"http://127.0.0.1:8080/v1/chat/completions"_s);
    QTest::newRow("picture alone") << saying(
        openAi({}), {Message::prompt({}, {ImagePart{.mediaType = u"image/png"_s, .bytes = "a"}})});
    const LaneParameters local{.tools = {.choice = u"required"_s,
                                   .servers = {{.name = u"mine"_s, .url = u"http://127.0.0.1:1/mcp"_s}}}};
    QTest::newRow("MCP here") << at(claude(local), u"http://127.0.0.1:8080/v1/messages"_s);
    QTest::newRow("B-10 paused") << saying(claude({.values = {.maxTokens = 4000, .thinkingTokens = 2000}}),
        {Message::of(Role::User, u"Hi"_s),
            {.role = Role::Assistant,
                .parts = {OtherPart{uR"({"type":"mcp_tool_use","id":"1"})"_s},
                    OtherPart{uR"({"type":"mcp_tool_result","tool_use_id":"1"})"_s}}}});
    QTest::newRow("prefill") << saying(
        claude({}), {Message::of(Role::User, u"Hi"_s), Message::of(Role::Assistant, u"I"_s)});
}

void TestPreflight::findsNothing()
{
    QFETCH(PreflightFacts, facts);
    QCOMPARE(shown(preflight(facts)), QString());
}

void TestPreflight::namesWhatItFound()
{
    const QList<Finding> findings = preflight(openAi({.values = {.maxTokens = 20'000}}));
    QCOMPARE(shown(findings), u"Max tokens is 20,000; an answer of gpt-4o has at most 16,384."_s);
    QCOMPARE(findings.first().repaired->values.maxTokens, 16'384);
}

void TestPreflight::repairsOnlyWhatIsWrong()
{
    const LaneParameters overridden{.values = {.temperature = 1},
        .format = {.kind = AnswerFormat::Kind::JsonSchema, .schema = "{}"},
        .extra = u"{\"temperature\":0,\"output_config\":{}}"_s};
    const QList<Finding> all = preflight(openAi(overridden));
    const auto found = std::ranges::find(all, Kind::ExtraOverrides, &Finding::kind);
    QVERIFY(found != all.cend());
    QCOMPARE(found->repaired->values.temperature, std::nullopt);
    QCOMPARE(found->repaired->format, overridden.format); // this protocol spells it otherwise

    LaneParameters oldForm{.tools = {.servers = {{.name = u"mine"_s, .url = u"https://mcp.example"_s}}}};
    oldForm.tools.mcpBeta = u"mcp-client-2025-04-04, files-api-2025-04-14"_s;
    oldForm.tools.servers.first().exceptions = {u"write"_s};
    const QList<Finding> findings = preflight(claude(oldForm));
    const auto tooOld = std::ranges::find(findings, Kind::McpFormTooOld, &Finding::kind);
    QVERIFY(tooOld != findings.cend());
    QCOMPARE(tooOld->repaired->tools.mcpBeta, u"mcp-client-2025-11-20, files-api-2025-04-14"_s);
}

void TestPreflight::takesNoDetailForAPlace()
{
    const QList<Finding> findings = preflight(openAi({}, u"%1 %2"_s));
    QCOMPARE(shown(findings), u"The model “%1 %2” contains a space."_s);
}

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
