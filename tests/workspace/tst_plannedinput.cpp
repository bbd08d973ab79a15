// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/attachmenttokens.h"
#include "workspace/plannedinput.h"
#include "workspace/requesttexts.h"
#include "workspace/variables.h"
#include "workspace/words/inputtext.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

const QString Usd = u"USD"_s;

/// A picture's size is its number of bytes, in both directions.
std::optional<PromptInput> measured(
    const Message &prompt, const QList<PlannedInput> &lanes, const std::stop_token &stop = {})
{
    const auto pixels = [](const Part &part) {
        const auto *image = std::get_if<ImagePart>(&part);
        return image ? QSize(1, 1) * static_cast<int>(image->bytes.size()) : QSize();
    };
    return measureInput(prompt, lanes, pixels, stop);
}

std::optional<PromptInput> measured(
    const QString &prompt, const QList<PlannedInput> &lanes, const std::stop_token &stop = {})
{
    return measured(Message::of(Role::User, prompt), lanes, stop);
}

PlannedInput lane(const QString &model, const QString &system = {})
{
    PlannedInput planned;
    planned.lane = model;
    planned.request.model = model;
    planned.request.system = system;
    return planned;
}

} // namespace

class TestPlannedInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatHasAVocabulary();
    void countsTheConversationToo();
    void countsWhatIsSentForVariables();
    void guessesFromBytes();
    void learnsFromWhatWasReported();
    void estimatesAttachments();
    void doesNotLearnFromAttachments();
    void costIsARange();
    void costWithoutABoundOfTheAnswer();
    void stops();
    void textTellsNoFalseNumber();
    void textTellsTheTightestLimit();
    void textsAreAllThatTheModelReads();
    void tableHasARowForEachLane();
    void variablesInUse_data();
    void variablesInUse();
    void namesWithoutAValue_data();
    void namesWithoutAValue();
};

void TestPlannedInput::countsWhatHasAVocabulary()
{
    const auto input = measured(u"hello world"_s, {lane(u"gpt-4o"_s), lane(u"gpt-4"_s)});
    QVERIFY(input);
    QCOMPARE(input->bytes, 11);
    QCOMPARE(input->characters, 11);
    QCOMPARE(input->tokens, (QMap<Vocabulary, qint64>{{Vocabulary::O200k, 2}, {Vocabulary::Cl100k, 2}}));
    for (const LaneInput &one : input->lanes) {
        QCOMPARE(one.basis, LaneInput::Basis::Counted);
        QCOMPARE(one.tokens, (TokenRange{.least = 2, .most = 2}) + frameOfChat(1));
    }
}

void TestPlannedInput::countsTheConversationToo()
{
    PlannedInput planned = lane(u"gpt-4o"_s, u"hello"_s);
    planned.request.messages = {
        Message::of(Role::User, u"hello"_s), Message::of(Role::Assistant, u"hello"_s)};
    planned.request.tools = {{.name = u"hello"_s, .description = {}, .schema = {}}};
    const auto input = measured(u"hello"_s, {planned});
    QVERIFY(input);
    QCOMPARE(input->lanes.first().bytes, 25);
    QCOMPARE(input->lanes.first().tokens, (TokenRange{.least = 5, .most = 5}) + frameOfChat(4));
}

void TestPlannedInput::countsWhatIsSentForVariables()
{
    PlannedInput planned = lane(u"gpt-4o"_s);
    planned.variables = {{.name = u"text"_s, .value = u"hello hello hello"_s}};
    const auto input = measured(u"{{text}}"_s, {planned, lane(u"gpt-4o"_s)});
    QVERIFY(input);
    QCOMPARE(input->bytes, 8); // as typed
    QCOMPARE(input->lanes.at(0).bytes, 17);
    QCOMPARE(input->lanes.at(0).tokens, (TokenRange{.least = 3, .most = 3}) + frameOfChat(1));
    QCOMPARE(input->lanes.at(1).bytes, 8);
}

void TestPlannedInput::guessesFromBytes()
{
    const auto input = measured(QString(600, u'a'), {lane(u"ruflo-free"_s)});
    QVERIFY(input);
    QCOMPARE(input->lanes.first().basis, LaneInput::Basis::Bytes);
    QCOMPARE(input->lanes.first().tokens, tokensFromBytes(600) + frameOfChat(1));
    QVERIFY(input->tokens.isEmpty());
}

void TestPlannedInput::learnsFromWhatWasReported()
{
    PlannedInput planned = lane(u"ruflo-free"_s);
    PlannedInput::Past past;
    past.tokens = 250;
    past.request.messages = {Message::of(Role::User, QString(1000, u'a'))};
    planned.past = {past};
    const auto input = measured(QString(2000, u'b'), {planned});
    QVERIFY(input);
    QCOMPARE(input->lanes.first().basis, LaneInput::Basis::Learned);
    QCOMPARE(input->lanes.first().learnedFrom, 1);
    QCOMPARE(input->lanes.first().tokens, (TokenRange{.least = 450, .most = 550}) + frameOfChat(1));
}

void TestPlannedInput::estimatesAttachments()
{
    const Part picture = ImagePart{.mediaType = u"image/png"_s, .bytes = QByteArray(300, 'a')};
    const Part pdf = FilePart{.name = u"a.pdf"_s, .mediaType = u"application/pdf"_s, .bytes = "%PDF-1.7"};
    PlannedInput planned = lane(u"gpt-4o"_s);
    planned.request.messages = {Message::prompt(u"hello"_s, {picture})};
    const auto input = measured(Message::prompt(u"hello"_s, {picture, pdf}), {planned});
    QVERIFY(input);
    const LaneInput &one = input->lanes.first();
    const TokenRange price = tokensOfPicture({300, 300});
    QCOMPARE(one.tokens, (TokenRange{.least = 2, .most = 2}) + frameOfChat(2) + price + price);
    QCOMPARE(one.estimated, 2);
    QCOMPARE(one.unknown, 1);
    QCOMPARE(one.bytes, 10 + 400 + 400 + 12); // texts, and base64
    QVERIFY2(InputText::brief(*input, Usd).startsWith(u"≈ "), qPrintable(InputText::brief(*input, Usd)));
    const QString table = InputText::table(*input, Usd);
    QVERIFY2(table.contains(u"estimate") && table.contains(u"not counted"), qPrintable(table));
}

void TestPlannedInput::doesNotLearnFromAttachments()
{
    PlannedInput planned = lane(u"ruflo-free"_s);
    PlannedInput::Past past;
    past.tokens = 1250;
    past.request.messages = {Message::prompt(
        QString(1000, u'a'), {ImagePart{.mediaType = u"image/png"_s, .bytes = QByteArray(300, 'a')}})};
    planned.past = {past};
    const auto input = measured(QString(2000, u'b'), {planned});
    QVERIFY(input);
    QCOMPARE(input->lanes.first().basis, LaneInput::Basis::Bytes);
}

void TestPlannedInput::costIsARange()
{
    PlannedInput planned = lane(u"gpt-4o"_s);
    planned.price = Price{.input = 1'000'000, .output = 2'000'000}; // a token costs 1 and 2
    planned.request.maxTokens = 10;
    const auto input = measured(u"hello"_s, {planned});
    QVERIFY(input && input->lanes.first().cost);
    QCOMPARE(input->lanes.first().cost->least, 4.0);
    QCOMPARE(input->lanes.first().cost->most, std::optional(17.0 + 20.0));
}

void TestPlannedInput::costWithoutABoundOfTheAnswer()
{
    PlannedInput planned = lane(u"gpt-4o"_s);
    planned.price = Price{.input = 1'000'000, .output = 2'000'000};
    const auto input = measured(u"hello"_s, {planned});
    QVERIFY(input && input->lanes.first().cost);
    QVERIFY(!input->lanes.first().cost->most);
    QVERIFY2(InputText::brief(*input, Usd).contains(u"from 4"), qPrintable(InputText::brief(*input, Usd)));
}

void TestPlannedInput::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!measured(u"hello"_s, {lane(u"gpt-4o"_s)}, stop.get_token()));
}

void TestPlannedInput::textTellsNoFalseNumber()
{
    const auto input = measured(QString(600, u'a'), {lane(u"ruflo-free"_s)});
    QVERIFY(input);
    QCOMPARE(InputText::brief(*input, Usd), u"103–416 tokens"_s);
    QCOMPARE(InputText::brief(*measured(QString(), {lane(u"ruflo-free"_s)}), Usd), QString());
    QCOMPARE(InputText::brief(*measured(u"a"_s, {}), Usd), QString());
}

void TestPlannedInput::textTellsTheTightestLimit()
{
    PlannedInput small = lane(u"a"_s);
    small.limit = 1024;
    PlannedInput large = lane(u"b"_s);
    large.limit = 4096;
    const auto input = measured(QString(2048, u'a'), {large, small});
    QVERIFY(input);
    QVERIFY2(InputText::brief(*input, Usd).startsWith(u"2.0 of ~1 KB input · "),
        qPrintable(InputText::brief(*input, Usd)));
    QCOMPARE(InputText::used(*input), std::optional(2.0));
}

void TestPlannedInput::textsAreAllThatTheModelReads()
{
    ChatRequest request;
    request.system = u"system"_s;
    request.messages = {Message::of(Role::User, u"question"_s),
        {.role = Role::Assistant, .parts = {ToolCall{.id = u"1"_s, .name = u"tool"_s, .arguments = u"{}"_s}}},
        Message::of({ToolResult{.callId = u"1"_s, .text = u"result"_s}})};
    request.tools = {{.name = u"tool"_s, .description = u"described"_s, .schema = "true"}};
    request.format.schema = "false";
    QCOMPARE(textsOf(request), QStringList({u"system"_s, u"question"_s, u"tool"_s, u"{}"_s, u"result"_s,
                                   u"tool"_s, u"described"_s, u"true"_s, u"false"_s}));
}

void TestPlannedInput::tableHasARowForEachLane()
{
    const auto input = measured(u"hello"_s, {lane(u"gpt-4o"_s), lane(u"<b>"_s)});
    QVERIFY(input);
    const QString table = InputText::table(*input, Usd);
    for (const QString &part :
        {u"gpt-4o"_s, u"&lt;b&gt;"_s, u"o200k_base"_s, u"counted"_s, u"from the bytes"_s})
        QVERIFY2(table.contains(part), qPrintable(table));
}

void TestPlannedInput::variablesInUse_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("text");
    QTest::addColumn<VariableUse>("use");
    QTest::newRow("fine") << QStringList{u"a"_s} << u"{{a}}"_s << VariableUse();
    QTest::newRow("missing") << QStringList{u"a"_s} << u"{{a}} {{b}}"_s << VariableUse{.missing = {u"b"_s}};
    QTest::newRow("in code") << QStringList{u"a"_s} << u"{{a}} `{{b}}`"_s << VariableUse();
    QTest::newRow("unused") << QStringList{u"a"_s, u"b"_s} << u"{{a}}"_s << VariableUse{.unused = {u"b"_s}};
    QTest::newRow("doubled") << QStringList{u"a"_s, u"a"_s} << u"{{a}}"_s << VariableUse{.doubled = {u"a"_s}};
    QTest::newRow("no table") << QStringList() << u"{{a}}"_s << VariableUse();
    QTest::newRow("escaped") << QStringList{u"a"_s} << u"{{a}} \\{{b}}"_s << VariableUse();
}

void TestPlannedInput::variablesInUse()
{
    QFETCH(QStringList, names);
    QFETCH(QString, text);
    QFETCH(VariableUse, use);
    QList<Variable> variables;
    for (const QString &name : names)
        variables.append({.name = name, .value = {}});
    QVERIFY(useOf(variables, {QString(), text}) == use);
}

void TestPlannedInput::namesWithoutAValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("without a table") << u"{{a}} {{b}} {{a}}"_s << QStringList({u"a"_s, u"b"_s});
    QTest::newRow("in the table") << u"{{known}} {{b}}"_s << QStringList(u"b"_s);
    QTest::newRow("in the table without a value") << u"{{empty}}"_s << QStringList(u"empty"_s);
    QTest::newRow("a block of code") << u"To\n```vue\n<p>{{name}}</p>\n```\n{{a}}"_s << QStringList(u"a"_s);
    QTest::newRow("an open block") << u"{{a}}\n~~~\n{{name}}\n"_s << QStringList(u"a"_s);
    QTest::newRow("a span of code") << u"Is `{{name}}` or ``x`{{y}}`` {{a}}?"_s << QStringList(u"a"_s);
    QTest::newRow("a lone backtick") << u"5` {{a}}\n\n`"_s << QStringList(u"a"_s);
    QTest::newRow("other braces") << u"{{ a }} {{#if}} \\{{b}} {{c.d}}"_s << QStringList();
}

void TestPlannedInput::namesWithoutAValue()
{
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    QCOMPARE(unvalued({{.name = u"known"_s, .value = u"1"_s}, {.name = u"empty"_s, .value = {}}},
                 {QString(), text}),
        names);
}

QTEST_GUILESS_MAIN(TestPlannedInput)
#include "tst_plannedinput.moc"
