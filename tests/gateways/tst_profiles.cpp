// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/catalog.h"
#include "gateways/gatewayjson.h"
#include "gateways/laneparameters.h"
#include "wire/dialects/registry.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const Catalog &catalog()
{
    static const Catalog builtIn = Catalog::builtIn();
    return builtIn;
}

const Gateway &profile(QStringView id)
{
    const Gateway *gateway = catalog().find(id);
    Q_ASSERT(gateway);
    return *gateway;
}

QString chatUrl(QStringView id)
{
    return profile(id).chatUrl(profile(id).baseUrl).toString();
}

QString endpointUrl(QStringView id, EndpointKind kind)
{
    return profile(id).endpointUrl(kind, profile(id).baseUrl).toString();
}

QString modelsUrl(QStringView id)
{
    return endpointUrl(id, EndpointKind::Models);
}

QStringList modelsOf(QStringView id)
{
    QStringList models;
    for (const Tier &tier : profile(id).tiers)
        models.append(tier.model);
    return models;
}

QStringList parametersOf(QStringView id)
{
    QStringList names;
    for (const Parameter &parameter : profile(id).parameters)
        names.append(parameter.name);
    return names;
}

Parameter parameter(QStringView id, QStringView name)
{
    const Parameter *found = profile(id).parameter(name);
    return found ? *found : Parameter{};
}

} // namespace

/// The built-in profiles against what the gateways' own documentation says.
class TestProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standInTheOrderOfThePicker();
    void areReadBackAsWritten();
    void askForNothingThatIsNotKnown();

    void RF_04_theDocumentedFields();
    void RF_27_theKeyBelongsToTheBackend();

    void RA_01_RA_06_openAiSide();
    void RA_02_RA_07_bearer();
    void RA_03_oneKeyForBothProtocols();
    void RA_04_index();
    void RA_11_RA_12_parameters();
    void RA_15_exampleModels();
    void RA_18_RA_19_claudeSide();
    void RA_20_bothFormsOfTheKey();
    void RA_22_RA_24_RA_27_parameters();
    void RA_29_X_07_bothSpellingsOfTheBaseUrl_data();
    void RA_29_X_07_bothSpellingsOfTheBaseUrl();
    void RA_32_whichProtocol();
    void RA_05_RA_37_models();
    void RA_33_RA_34_otherEndpoints();
    void FF_37_FF_50_embeddingsAreReserved();

    void RO_01_RO_02_RO_18_exactPaths();
    void RO_04_RO_05_keys();
    void RO_06_RO_07_theAgentBringsItsOwn();
    void RO_08_RO_09_RO_10_RO_12_models();
    void RO_13_RO_14_RO_15_parameters();
    void RO_27_noListOfModels();

    void RL_01_RL_23_address();
    void RL_02_key();
    void RL_04_models();
    void RL_06_to_RL_11_parameters();
    void LO_05_to_LO_08_answersByASchema();
    void RL_21_listOfModels();

    void FF_01_noHost();
    void FF_02_FF_03_projectKey();
    void FF_05_FF_07_FF_09_notes();
    void FF_06_variable();
    void FF_10_FF_27_paths();
    void FF_12_to_FF_16_parameters();
    void FF_22_to_FF_25_aliases();
    void FF_26_preferAnAlias();
    void FF_28_promptLimit();
    void FF_38_FF_39_limits();
    void FF_12_RF_14_RL_04_RO_07_RO_12_whoNeedsAModel();
    void FF_54_noListOfModels();

    void serversOnThisComputer_data();
    void serversOnThisComputer();
    void compatibleServersAskForAnAddress();
};

void TestProfiles::standInTheOrderOfThePicker()
{
    QStringList ids;
    for (const Gateway &gateway : catalog().gateways())
        ids.append(gateway.id);
    QCOMPARE(ids, QStringList({u"ruflo"_s, u"ruapi"_s, u"ruapi-claude"_s, u"roraos"_s, u"roraos-agent"_s,
                      u"ru-llm"_s, u"floopfloop"_s, u"floopfloop-generate"_s, u"openai-compatible"_s,
                      u"anthropic-compatible"_s, u"ollama"_s, u"llama-cpp"_s, u"lm-studio"_s, u"vllm"_s}));
}

void TestProfiles::areReadBackAsWritten()
{
    for (const Gateway &gateway : catalog().gateways()) {
        const auto readBack = gatewayFromJson(gatewayToJson(gateway));
        QVERIFY2(readBack, qPrintable(readBack.error_or({})));
        QCOMPARE(*readBack, gateway);
    }
}

void TestProfiles::askForNothingThatIsNotKnown()
{
    for (const Gateway &gateway : catalog().gateways()) {
        QVERIFY2(findDialect(gateway.dialect), qPrintable(gateway.id));
        QCOMPARE(gateway.key.variable.isEmpty(), !gateway.takesKey());
        QCOMPARE(gateway.key.demo.isEmpty(), !gateway.takesKey());
        QVERIFY2(gateway.key.demo.startsWith(gateway.key.prefix), qPrintable(gateway.id));
        QVERIFY2(!gateway.hint.isEmpty(), qPrintable(gateway.id));
        QCOMPARE(gateway.shape.asksUsage, gateway.isOnThisComputer()); // nobody else says that it takes it
    }
}

void TestProfiles::RF_04_theDocumentedFields()
{
    QCOMPARE(parametersOf(u"ruflo"), QStringList({u"max_tokens"_s, u"stream"_s}));
    QCOMPARE(profile(u"ruflo").shape, (RequestShape{.takesFiles = false, .body = {}}));
}

void TestProfiles::RF_27_theKeyBelongsToTheBackend()
{
    QVERIFY(!profile(u"ruflo").takesKey());
    for (const Gateway &gateway : catalog().gateways())
        QVERIFY2(gateway.key.variable != "OPENCODE_API_KEY"_L1, qPrintable(gateway.id));
}

void TestProfiles::RA_01_RA_06_openAiSide()
{
    QCOMPARE(profile(u"ruapi").baseUrl, QUrl(u"https://www.ruapi.ai/v1"_s));
    QCOMPARE(chatUrl(u"ruapi"), u"https://www.ruapi.ai/v1/chat/completions"_s);
    QCOMPARE(profile(u"ruapi").dialect, u"chat-completions"_s);
    QCOMPARE(profile(u"ruapi").fullName(), u"RuAPI · OpenAI protocol"_s);
}

void TestProfiles::RA_02_RA_07_bearer()
{
    QCOMPARE(profile(u"ruapi").auth, Auth::Bearer);
    QCOMPARE(profile(u"ruapi").key.prefix, u"sk-"_s);
    QCOMPARE(profile(u"ruapi").key.demo, u"sk-demo"_s);
}

void TestProfiles::RA_03_oneKeyForBothProtocols()
{
    QCOMPARE(profile(u"ruapi").key, profile(u"ruapi-claude").key);
    QCOMPARE(profile(u"ruapi").key.slot, u"ruapi"_s);
    QVERIFY(!profile(u"ruapi").key.variableStated); // the seed names none
}

void TestProfiles::RA_04_index()
{
    QCOMPARE(profile(u"ruapi").documentation, QUrl(u"https://docs.ruapi.ai/llms.txt"_s));
}

void TestProfiles::RA_11_RA_12_parameters()
{
    QCOMPARE(parametersOf(u"ruapi"), QStringList({u"stream"_s, u"tools"_s, u"tool_choice"_s, u"temperature"_s,
                                         u"top_p"_s, u"max_tokens"_s}));
}

void TestProfiles::RA_15_exampleModels()
{
    QCOMPARE(modelsOf(u"ruapi"), QStringList({u"gpt-4o-mini"_s, u"claude-3-5-sonnet-20241022"_s}));
}

void TestProfiles::RA_18_RA_19_claudeSide()
{
    QCOMPARE(chatUrl(u"ruapi-claude"), u"https://www.ruapi.ai/v1/messages"_s);
    QCOMPARE(profile(u"ruapi-claude").dialect, u"messages"_s);
    QCOMPARE(profile(u"ruapi-claude").auth, Auth::ApiKeyHeader);
}

void TestProfiles::RA_20_bothFormsOfTheKey()
{
    QCOMPARE(profile(u"ruapi-claude").authChoices, QList<Auth>({Auth::ApiKeyHeader, Auth::Bearer}));
    QCOMPARE(profile(u"ruapi").authChoices, QList<Auth>()); // only Bearer is stated
}

void TestProfiles::RA_22_RA_24_RA_27_parameters()
{
    QVERIFY(parametersOf(u"ruapi-claude").contains(u"system"_s));
    QVERIFY(parameter(u"ruapi-claude", u"max_tokens").required);
    QVERIFY(parametersOf(u"ruapi-claude").contains(u"thinking"_s));
}

void TestProfiles::RA_29_X_07_bothSpellingsOfTheBaseUrl_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("url");
    for (const QString &base : {u"https://www.ruapi.ai"_s, u"https://www.ruapi.ai/"_s,
             u"https://www.ruapi.ai/v1"_s, u"https://www.ruapi.ai/v1/"_s}) {
        QTest::addRow("OpenAI %s", qPrintable(base))
            << u"ruapi"_s << base << u"https://www.ruapi.ai/v1/chat/completions"_s;
        QTest::addRow("Claude %s", qPrintable(base))
            << u"ruapi-claude"_s << base << u"https://www.ruapi.ai/v1/messages"_s;
    }
}

void TestProfiles::RA_29_X_07_bothSpellingsOfTheBaseUrl()
{
    QFETCH(QString, id);
    QFETCH(QString, base);
    QFETCH(QString, url);
    QCOMPARE(profile(id).chatUrl(QUrl(base)).toString(), url);
    QCOMPARE(profile(id).endpointUrl(EndpointKind::Models, QUrl(base)).toString(),
        u"https://www.ruapi.ai/v1/models"_s);
}

void TestProfiles::RA_32_whichProtocol()
{
    QVERIFY(profile(u"ruapi").hint.contains(u"OpenAI SDK"));
    QVERIFY(profile(u"ruapi").hint.contains(u"Claude"));
    QVERIFY(profile(u"ruapi-claude").hint.contains(u"thinking"));
    QVERIFY(profile(u"ruapi-claude").hint.contains(u"GPT-4o"));
}

void TestProfiles::RA_05_RA_37_models()
{
    QCOMPARE(modelsUrl(u"ruapi"), u"https://www.ruapi.ai/v1/models"_s);
    QCOMPARE(modelsUrl(u"ruapi-claude"), u"https://www.ruapi.ai/v1/models"_s);
}

void TestProfiles::RA_33_RA_34_otherEndpoints()
{
    QCOMPARE(endpointUrl(u"ruapi", EndpointKind::Embeddings), u"https://www.ruapi.ai/v1/embeddings"_s);
    QCOMPARE(endpointUrl(u"ruapi", EndpointKind::Images), u"https://www.ruapi.ai/v1/images/generations"_s);
    QCOMPARE(endpointUrl(u"ruapi", EndpointKind::Speech), u"https://www.ruapi.ai/v1/audio/speech"_s);
    QCOMPARE(endpointUrl(u"ruapi", EndpointKind::Transcription),
        u"https://www.ruapi.ai/v1/audio/transcriptions"_s);
}

void TestProfiles::FF_37_FF_50_embeddingsAreReserved()
{
    Gateway gateway = profile(u"floopfloop");
    gateway.baseUrl = QUrl(u"https://my.example"_s);
    QCOMPARE(gateway.endpointUrl(EndpointKind::Embeddings, gateway.baseUrl).toString(),
        u"https://my.example/api/v1/ai/embed"_s);
    const QString reason = gateway.endpoints.value(EndpointKind::Embeddings).reserved;
    QVERIFY2(reason.contains(u"501 NOT_IMPLEMENTED"), qPrintable(reason));
    QCOMPARE(gateway.endpoints.size(), 1);
}

void TestProfiles::RO_01_RO_02_RO_18_exactPaths()
{
    QCOMPARE(chatUrl(u"roraos"), u"https://labs.roraos.com/api/v1/chat"_s);
    QCOMPARE(chatUrl(u"roraos-agent"), u"https://labs.roraos.com/api/v1/agents/chat"_s);
}

void TestProfiles::RO_04_RO_05_keys()
{
    const KeyRules developer = profile(u"roraos").key;
    const KeyRules agent = profile(u"roraos-agent").key;
    QCOMPARE(profile(u"roraos").auth, Auth::Bearer);
    QCOMPARE(profile(u"roraos-agent").auth, Auth::Bearer);
    QCOMPARE(developer.prefix, QString()); // none is stated
    QCOMPARE(agent.prefix, u"agent_"_s);
    QVERIFY(developer.slot != agent.slot);
    QCOMPARE(developer.demo, u"demo"_s);
    QCOMPARE(agent.demo, u"agent_demo"_s);
}

void TestProfiles::RO_06_RO_07_theAgentBringsItsOwn()
{
    const RequestShape shape = profile(u"roraos-agent").shape;
    QVERIFY(!shape.sendsModel);
    QVERIFY(!shape.sendsSystem);
    QCOMPARE(modelsOf(u"roraos-agent"), QStringList(QString()));
    QVERIFY(profile(u"roraos").shape.sendsModel);
    QVERIFY(profile(u"roraos").shape.sendsSystem);
}

void TestProfiles::RO_08_RO_09_RO_10_RO_12_models()
{
    const QList<Tier> tiers{{.model = u"gemini-2.5-flash"_s, .useCase = u"Fast and efficient"_s},
        {.model = u"gemini-2.0-flash"_s, .useCase = u"Balanced performance"_s},
        {.model = u"gpt-4o-mini"_s, .useCase = u"OpenAI compatible"_s}};
    QCOMPARE(profile(u"roraos").tiers, tiers);
    QCOMPARE(profile(u"roraos").defaultModel(), u"gemini-2.5-flash"_s);
    QCOMPARE(parameter(u"roraos", u"model").fallback, QJsonValue(u"gemini-2.5-flash"_s));
}

void TestProfiles::RO_13_RO_14_RO_15_parameters()
{
    QCOMPARE(parameter(u"roraos", u"stream").fallback, QJsonValue(false));
    const Parameter temperature = parameter(u"roraos", u"temperature");
    QCOMPARE(temperature.fallback, QJsonValue(1));
    QCOMPARE(temperature.minimum, 0.0);
    QCOMPARE(temperature.maximum, 2.0);
    QCOMPARE(parameter(u"roraos", u"max_tokens").fallback, QJsonValue(4096));
    QVERIFY(parametersOf(u"roraos").contains(u"tools"_s)); // RO-17: "function calling"
    QCOMPARE(parametersOf(u"roraos-agent"), QStringList());
}

void TestProfiles::RO_27_noListOfModels()
{
    QCOMPARE(modelsUrl(u"roraos"), QString());
    QCOMPARE(modelsUrl(u"roraos-agent"), QString());
}

void TestProfiles::RL_01_RL_23_address()
{
    QCOMPARE(profile(u"ru-llm").baseUrl, QUrl(u"https://api.ru-llm.relay2.xyz/v1"_s));
    QCOMPARE(chatUrl(u"ru-llm"), u"https://api.ru-llm.relay2.xyz/v1/chat/completions"_s);
}

void TestProfiles::RL_02_key()
{
    QCOMPARE(profile(u"ru-llm").auth, Auth::Bearer);
    QCOMPARE(profile(u"ru-llm").key.prefix, u"sk-ru-"_s);
    QCOMPARE(profile(u"ru-llm").key.demo, u"sk-ru-demo"_s);
}

void TestProfiles::RL_04_models()
{
    QCOMPARE(modelsOf(u"ru-llm"), QStringList({u"gpt-4o"_s, u"claude-3-5-sonnet-20241022"_s}));
    QVERIFY(parameter(u"ru-llm", u"model").required);
}

/// And those that OpenAI and Anthropic document; none of the five gateways does.
void TestProfiles::LO_05_to_LO_08_answersByASchema()
{
    for (const QString &id : {u"ollama"_s, u"llama-cpp"_s, u"lm-studio"_s, u"vllm"_s, u"openai-compatible"_s})
        QVERIFY2(parametersOf(id).contains(u"response_format"_s), qPrintable(id));
    QVERIFY(parametersOf(u"anthropic-compatible").contains(u"output_config"_s));
    for (const QString &id : {u"ruflo"_s, u"ruapi"_s, u"ruapi-claude"_s, u"roraos"_s, u"ru-llm"_s})
        QVERIFY2(!documentsFormat(profile(id)), qPrintable(id));
}

void TestProfiles::RL_06_to_RL_11_parameters()
{
    QCOMPARE(parameter(u"ru-llm", u"stream").fallback, QJsonValue(false));  // RL-06
    QVERIFY(parameter(u"ru-llm", u"max_tokens").fallback.isUndefined());    // RL-07
    QCOMPARE(parameter(u"ru-llm", u"temperature").fallback, QJsonValue(1)); // RL-08
    QCOMPARE(parameter(u"ru-llm", u"temperature").maximum, 2.0);
    QVERIFY(parameter(u"ru-llm", u"top_p").fallback.isUndefined()); // RL-09
    QVERIFY(parametersOf(u"ru-llm").contains(u"stop"_s));           // RL-10
    QCOMPARE(parameter(u"ru-llm", u"n").fallback, QJsonValue(1));   // RL-11
}

void TestProfiles::RL_21_listOfModels()
{
    QCOMPARE(modelsUrl(u"ru-llm"), u"https://api.ru-llm.relay2.xyz/v1/models"_s);
}

void TestProfiles::FF_01_noHost()
{
    for (const QStringView id : {u"floopfloop", u"floopfloop-generate"}) {
        QVERIFY(profile(id).baseUrl.isEmpty());
        QCOMPARE(chatUrl(id), QString());
        QVERIFY(profile(id).notes.first().contains(u"base URL"));
    }
}

void TestProfiles::FF_02_FF_03_projectKey()
{
    QCOMPARE(profile(u"floopfloop").auth, Auth::Bearer);
    QCOMPARE(profile(u"floopfloop").key.prefix, u"flp_sk_"_s);
    QCOMPARE(profile(u"floopfloop").key.demo, u"flp_sk_demo"_s);
    QCOMPARE(profile(u"floopfloop").key, profile(u"floopfloop-generate").key);     // FF-42: per project key
    QVERIFY(profile(u"floopfloop").key.advice.contains(u"Project settings → AI")); // FF-04
}

void TestProfiles::FF_05_FF_07_FF_09_notes()
{
    const QString notes = profile(u"floopfloop").notes.join(u' ');
    QVERIFY(profile(u"floopfloop").key.advice.contains(u"Rotated?")); // FF-05
    QVERIFY(notes.contains(u"server-side"));                          // FF-07
    QVERIFY(notes.contains(u"logs the usage"));                       // FF-09
}

void TestProfiles::FF_06_variable()
{
    QCOMPARE(profile(u"floopfloop").key.variable, u"FLOOPFLOOP_AI_KEY"_s);
    QVERIFY(profile(u"floopfloop").key.variableStated);
}

void TestProfiles::FF_10_FF_27_paths()
{
    const QUrl base(u"https://floop.example"_s);
    QCOMPARE(profile(u"floopfloop").chatUrl(base), QUrl(u"https://floop.example/api/v1/ai/chat"_s));
    QCOMPARE(
        profile(u"floopfloop-generate").chatUrl(base), QUrl(u"https://floop.example/api/v1/ai/generate"_s));
}

void TestProfiles::FF_12_to_FF_16_parameters()
{
    for (const QStringView id : {u"floopfloop", u"floopfloop-generate"}) { // FF-29: the same ones
        QCOMPARE(parametersOf(id),
            QStringList({u"model"_s, u"system"_s, u"temperature"_s, u"max_tokens"_s, u"stream"_s}));
        QCOMPARE(parameter(id, u"model").fallback, QJsonValue(u"auto"_s));
        QCOMPARE(parameter(id, u"temperature").maximum, 2.0);
        QCOMPARE(parameter(id, u"stream").fallback, QJsonValue(false));
    }
}

void TestProfiles::FF_22_to_FF_25_aliases()
{
    const QList<Tier> tiers{
        {.model = u"auto"_s, .useCase = u"The platform picks by the complexity of the request"_s},
        {.model = u"fast"_s,
            .useCase = u"Simple tasks, low latency: translations, summaries, classification"_s},
        {.model = u"smart"_s, .useCase = u"Complex tasks: code generation, analysis, reasoning"_s},
        {.model = u"reason"_s,
            .useCase = u"Multi-step reasoning, planning, deep analysis, with extended thinking"_s}};
    QCOMPARE(profile(u"floopfloop").tiers, tiers);
    QCOMPARE(profile(u"floopfloop-generate").tiers, tiers); // FF-27: "Same model routing"
}

void TestProfiles::FF_26_preferAnAlias()
{
    QVERIFY(profile(u"floopfloop").notes.last().contains(u"Prefer an alias"));
}

void TestProfiles::FF_28_promptLimit()
{
    QCOMPARE(profile(u"floopfloop-generate").limits.characters, 500'000);
    QCOMPARE(profile(u"floopfloop").limits.characters, std::nullopt);
}

void TestProfiles::FF_38_FF_39_limits()
{
    QCOMPARE(profile(u"floopfloop").limits.requestsPerMinute, 10);
    QCOMPARE(profile(u"floopfloop").limits.tokensPerDay, 10'000);
}

void TestProfiles::FF_12_RF_14_RL_04_RO_07_RO_12_whoNeedsAModel()
{
    QVERIFY(profile(u"ruflo").needsModel());
    QVERIFY(profile(u"ollama").needsModel());
    QVERIFY(profile(u"ru-llm").needsModel());
    QVERIFY(profile(u"openai-compatible").needsModel());
    QVERIFY(profile(u"anthropic-compatible").needsModel());
    QVERIFY(!profile(u"floopfloop").needsModel());
    QVERIFY(!profile(u"floopfloop-generate").needsModel());
    QVERIFY(!profile(u"roraos").needsModel());
    QVERIFY(!profile(u"roraos-agent").needsModel());
    Gateway fixed = profile(u"ollama");
    fixed.shape.body = R"({"model":"qwen3:4b"})";
    QVERIFY(!fixed.needsModel());
}

void TestProfiles::FF_54_noListOfModels()
{
    QVERIFY(!profile(u"floopfloop").endpoints.contains(EndpointKind::Models));
    QVERIFY(!profile(u"floopfloop-generate").endpoints.contains(EndpointKind::Models));
}

void TestProfiles::serversOnThisComputer_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("port");
    QTest::newRow("LO-01 Ollama") << u"ollama"_s << 11434;
    QTest::newRow("LO-02 llama.cpp") << u"llama-cpp"_s << 8080;
    QTest::newRow("LO-03 LM Studio") << u"lm-studio"_s << 1234;
    QTest::newRow("LO-04 vLLM") << u"vllm"_s << 8000;
}

void TestProfiles::serversOnThisComputer()
{
    QFETCH(QString, id);
    QFETCH(int, port);
    const Gateway &gateway = profile(id);
    QVERIFY(gateway.isOnThisComputer());
    QCOMPARE(chatUrl(id), u"http://127.0.0.1:%1/v1/chat/completions"_s.arg(port));
    QCOMPARE(modelsUrl(id), u"http://127.0.0.1:%1/v1/models"_s.arg(port));
    QVERIFY(gateway.key.isOptional);
    QVERIFY(gateway.shape.asksUsage);
    QVERIFY(gateway.tiers.isEmpty()); // only the server knows them
}

void TestProfiles::compatibleServersAskForAnAddress()
{
    for (const QStringView id : {u"openai-compatible", u"anthropic-compatible"}) {
        QVERIFY(profile(id).baseUrl.isEmpty());
        QVERIFY(profile(id).key.isOptional);
        QVERIFY(!profile(id).key.variableStated);
    }
    QCOMPARE(profile(u"anthropic-compatible").dialect, u"messages"_s);
}

QTEST_APPLESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
