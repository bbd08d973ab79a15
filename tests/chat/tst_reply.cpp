// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/reply.h"
#include "chat/statename.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Delta text(const QString &text, int choice = 0)
{
    Delta delta;
    delta.choice = choice;
    delta.text = text;
    return delta;
}

Delta thought(const QString &reasoning)
{
    Delta delta;
    delta.reasoning = reasoning;
    return delta;
}

Delta toolCall(int index, const QString &id, const QString &name, const QString &arguments)
{
    Delta delta;
    delta.toolCalls = {{.index = index, .id = id, .name = name, .arguments = arguments}};
    return delta;
}

} // namespace

class TestReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesHaveNamesForFiles();
    void textGrows();
    void eachChoiceGrowsByItself();
    void toolCallsAreAssembled();
    void RA_27_sealedReasoningIsKeptBlockByBlock();
    void partsStayInTheirOrder();
    void aDeltaTellsReasoningFirst();
    void callsStayWhereTheyBegan();
    void aCallThatWasCutIsNone_data();
    void aCallThatWasCutIsNone();
    void RA_27_aSealIsOfItsBlockOnly_data();
    void RA_27_aSealIsOfItsBlockOnly();
    void aCopyStaysAsItWas();
    void aTextGrowsInItsPlace();
    void whatIsEmptyClearsNothing();
    void usageIsMerged();
    void anErrorLeavesTheText();
    void hasContent_data();
    void hasContent();
};

void TestReply::statesHaveNamesForFiles()
{
    using enum Reply::State;
    QStringList names;
    for (const Reply::State state : {Streaming, Complete, Incomplete, Stopped, Failed})
        names << stateName(state);
    QCOMPARE(names.join(u' '), u"streaming complete incomplete stopped failed"_s);
}

void TestReply::textGrows()
{
    Reply reply;
    QCOMPARE(reply.first(), Choice());
    reply.apply(text(u"one "_s));
    reply.apply(text(u"two"_s));
    Delta refused = thought(u"hm"_s);
    refused.refusal = u"no"_s;
    reply.apply(refused);
    QCOMPARE(reply.first().text(), u"one two"_s);
    QCOMPARE(reply.first().reasoning(), u"hm"_s);
    QCOMPARE(reply.first().refusal, u"no"_s);
}

void TestReply::eachChoiceGrowsByItself()
{
    Reply reply;
    reply.apply(text(u"c"_s, 2));
    reply.apply(text(u"a"_s, 0));
    reply.apply(text(u"C"_s, 2));
    QCOMPARE(reply.choices.size(), 3);
    QCOMPARE(reply.choices[0].text(), u"a"_s);
    QCOMPARE(reply.choices[1].text(), QString());
    QCOMPARE(reply.choices[2].text(), u"cC"_s);
}

void TestReply::toolCallsAreAssembled()
{
    Reply reply;
    reply.apply(toolCall(0, u"a"_s, u"weather"_s, u"{\"c"_s));
    reply.apply(toolCall(1, u"b"_s, u"clock"_s, u"{"_s));
    reply.apply(toolCall(0, {}, {}, u"\":1}"_s));
    reply.apply(toolCall(1, {}, {}, u"}"_s));
    const QList<ToolCall> expected = {{.id = u"a"_s, .name = u"weather"_s, .arguments = u"{\"c\":1}"_s},
        {.id = u"b"_s, .name = u"clock"_s, .arguments = u"{}"_s}};
    QCOMPARE(reply.first().toolCalls(), expected);
}

void TestReply::RA_27_sealedReasoningIsKeptBlockByBlock()
{
    Reply reply;
    const ReasoningPart first{.text = u"a"_s, .seal = u"s"_s};
    const ReasoningPart second{.text = {}, .seal = u"d"_s, .redacted = true};
    reply.apply(thought(u"a"_s));
    Delta delta;
    delta.whole = {first};
    QVERIFY(!delta.hasContent()); // its text came before
    reply.apply(delta);
    delta.whole = {second};
    reply.apply(delta);
    QCOMPARE(partsOf<ReasoningPart>(reply.first().parts), (QList{first, second}));
    QCOMPARE(reply.first().reasoning(), u"a"_s);
}

void TestReply::partsStayInTheirOrder()
{
    Reply reply;
    reply.apply(thought(u"h"_s));
    reply.apply(thought(u"m"_s));
    reply.apply(text(u"one "_s));
    reply.apply(text(u"two"_s));
    reply.apply(toolCall(0, u"a"_s, u"f"_s, u"{"_s));
    reply.apply(toolCall(0, {}, {}, u"}"_s));
    reply.apply(text(u" three"_s));
    reply.apply(thought(u"so"_s));
    const QList<Part> parts{ReasoningPart{u"hm"_s}, TextPart{u"one two"_s},
        ToolCall{.id = u"a"_s, .name = u"f"_s, .arguments = u"{}"_s}, TextPart{u" three"_s},
        ReasoningPart{u"so"_s}};
    QCOMPARE(reply.first().parts, parts);
    QCOMPARE(reply.first().text(), u"one two three"_s);
    QCOMPARE(reply.first().reasoning(), u"hmso"_s);
}

void TestReply::aDeltaTellsReasoningFirst()
{
    Delta delta = text(u"t"_s);
    delta.reasoning = u"r"_s;
    delta.whole = {ReasoningPart{.text = u"r"_s, .seal = u"s"_s}, OtherPart{u"{}"_s}};
    delta.toolCalls = {{.index = 0, .id = u"a"_s, .name = u"f"_s, .arguments = {}}};
    Reply reply;
    reply.apply(delta);
    const QList<Part> parts{ReasoningPart{.text = u"r"_s, .seal = u"s"_s}, OtherPart{u"{}"_s},
        TextPart{u"t"_s}, ToolCall{.id = u"a"_s, .name = u"f"_s, .arguments = {}}};
    QCOMPARE(reply.first().parts, parts);
}

/// Whatever comes between, and whichever of them is told of first.
void TestReply::callsStayWhereTheyBegan()
{
    Reply reply;
    reply.apply(toolCall(1, u"b"_s, u"g"_s, u"{"_s));
    reply.apply(text(u"t"_s));
    reply.apply(toolCall(2, u"c"_s, u"h"_s, {}));
    reply.apply(toolCall(0, u"a"_s, u"f"_s, {}));
    reply.apply(toolCall(1, {}, {}, u"}"_s));
    const QList<Part> parts{ToolCall{.id = u"a"_s, .name = u"f"_s, .arguments = {}},
        ToolCall{.id = u"b"_s, .name = u"g"_s, .arguments = u"{}"_s}, TextPart{u"t"_s},
        ToolCall{.id = u"c"_s, .name = u"h"_s, .arguments = {}}};
    QCOMPARE(reply.first().parts, parts);
}

void TestReply::aCallThatWasCutIsNone_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("finishReason");
    QTest::addColumn<bool>("cut");
    QTest::newRow("whole") << u"{\"a\":[1,\"}\\\"\"]} "_s << QString() << false;
    QTest::newRow("whole at a limit") << u"{}"_s << u"length"_s << false;
    QTest::newRow("beyond a double") << u"{\"a\":1e999}"_s << u"tool_calls"_s << false;
    QTest::newRow("no JSON, but not cut") << u"{a: 'b'}"_s << u"tool_calls"_s << false;
    QTest::newRow("in an object") << u"{\"a\":"_s << u"tool_calls"_s << true;
    QTest::newRow("in a list") << u"{\"a\":[{}"_s << QString() << true;
    QTest::newRow("in a text") << u"{\"a\":\"}]}\\\""_s << QString() << true;
    QTest::newRow("in an escape") << u"{\"a\":\"\\"_s << QString() << true;
    QTest::newRow("none, called") << QString() << u"tool_use"_s << false;
    QTest::newRow("none, stopped") << QString() << u"stop"_s << false;
    QTest::newRow("none yet") << u" "_s << QString() << true;
    QTest::newRow("none at a limit") << QString() << u"max_tokens"_s << true;
    QTest::newRow("none, withheld") << QString() << u"content_filter"_s << true;
}

void TestReply::aCallThatWasCutIsNone()
{
    QFETCH(const QString, arguments);
    QFETCH(const QString, finishReason);
    QFETCH(const bool, cut);
    const ToolCall call{.id = u"i"_s, .name = u"f"_s, .arguments = arguments};
    const QList<ToolCall> calls{call};
    Choice choice{.parts = {TextPart{u"t"_s}, call}, .refusal = {}, .finishReason = finishReason};
    QCOMPARE(choice.toolCalls(), cut ? QList<ToolCall>() : calls);
    QCOMPARE(choice.cutCalls(), cut ? calls : QList<ToolCall>());
    QCOMPARE(choice.wholeParts().size(), cut ? 1 : 2);
    choice.parts.append(TextPart{u"more"_s}); // so a call without arguments had none
    QCOMPARE(choice.cutCalls().isEmpty(), !cut || arguments.trimmed().isEmpty());
}

void TestReply::RA_27_aSealIsOfItsBlockOnly_data()
{
    QTest::addColumn<QList<Part>>("told");
    QTest::addColumn<QString>("block");
    QTest::addColumn<QList<Part>>("parts");
    const ReasoningPart sealed{.text = u"ab"_s, .seal = u"s"_s};
    const ReasoningPart other{.text = u"ab"_s, .seal = u"o"_s};
    QTest::newRow("the newest reasoning")
        << QList<Part>{ReasoningPart{u"ab"_s}} << u"ab"_s << QList<Part>{sealed};
    QTest::newRow("behind a block without a seal")
        << QList<Part>{ReasoningPart{u"xyab"_s}} << u"ab"_s << QList<Part>{ReasoningPart{u"xy"_s}, sealed};
    QTest::newRow("told when a text has begun") << QList<Part>{ReasoningPart{u"ab"_s}, TextPart{u"t"_s}}
                                                << u"ab"_s << QList<Part>{sealed, TextPart{u"t"_s}};
    QTest::newRow("without a text") << QList<Part>{ReasoningPart{u"xy"_s}} << QString()
                                    << QList<Part>{ReasoningPart{u"xy"_s}, ReasoningPart{{}, u"s"_s}};
    QTest::newRow("of another block") << QList<Part>{other} << u"ab"_s << QList<Part>{other};
    QTest::newRow("of a block in pieces")
        << QList<Part>{ReasoningPart{u"a"_s}, TextPart{u"t"_s}, ReasoningPart{u"b"_s}} << u"ab"_s
        << QList<Part>{ReasoningPart{u"a"_s}, TextPart{u"t"_s}, ReasoningPart{u"b"_s}};
    QTest::newRow("of nothing") << QList<Part>{TextPart{u"ab"_s}} << u"ab"_s
                                << QList<Part>{TextPart{u"ab"_s}};
}

void TestReply::RA_27_aSealIsOfItsBlockOnly()
{
    QFETCH(const QList<Part>, told);
    QFETCH(const QString, block);
    QFETCH(const QList<Part>, parts);
    Choice choice{.parts = told};
    Delta delta;
    delta.whole = {ReasoningPart{.text = block, .seal = u"s"_s}};
    choice.add(delta);
    QCOMPARE(choice.parts, parts);
    delta = {};
    delta.reasoning = u"more"_s;
    choice.add(delta);
    const bool goesOn =
        std::get_if<ReasoningPart>(&parts.last()) && std::get<ReasoningPart>(parts.last()).seal.isEmpty();
    QCOMPARE(choice.parts.size(), parts.size() + (goesOn ? 0 : 1)); // what is sealed does not grow
}

void TestReply::aCopyStaysAsItWas()
{
    Reply reply;
    reply.apply(text(u"one"_s));
    const Reply before = reply;
    reply.apply(text(u" two"_s));
    QCOMPARE(before.first().text(), u"one"_s);
    QCOMPARE(reply.first().text(), u"one two"_s);
}

/// A token costs what it costs: the text grows where it is, and is not copied.
void TestReply::aTextGrowsInItsPlace()
{
    Reply reply;
    reply.apply(text(QString(100'000, u'x')));
    reply.apply(text(u"first"_s)); // now it is the reply's own, with room to grow
    const auto place = [&reply] {
        return std::get<TextPart>(reply.first().parts.constLast()).text.constData();
    };
    const QChar *begin = place();
    for (int i = 0; i < 100; ++i) {
        const qsizetype size = reply.first().text().size(); // whoever looks leaves it alone
        reply.apply(text(u"more"_s));
        QCOMPARE(reply.first().text().size(), size + 4);
    }
    QCOMPARE(place(), begin);
}

void TestReply::whatIsEmptyClearsNothing()
{
    Reply reply;
    Delta delta;
    delta.finishReason = u"stop"_s;
    delta.model = u"m"_s;
    delta.id = u"i"_s;
    reply.apply(delta);
    reply.apply({});
    QCOMPARE(reply.first().finishReason, u"stop"_s);
    QCOMPARE(reply.model, u"m"_s);
    QCOMPARE(reply.id, u"i"_s);
}

void TestReply::usageIsMerged()
{
    Reply reply;
    Delta delta;
    delta.usage = Usage{.inputTokens = 1,
        .outputTokens = 1,
        .totalTokens = {},
        .cachedTokens = {},
        .reasoningTokens = {},
        .creditsUsed = {},
        .creditsRemaining = {}};
    reply.apply(delta);
    delta.usage->inputTokens.reset();
    delta.usage->outputTokens = 2;
    reply.apply(delta);
    QVERIFY(reply.usage.inputTokens == 1);
    QVERIFY(reply.usage.outputTokens == 2);
}

void TestReply::anErrorLeavesTheText()
{
    Reply reply;
    reply.apply(text(u"kept"_s));
    Delta failure;
    failure.error = ChatError();
    reply.apply(failure);
    QVERIFY(reply.error);
    QCOMPARE(reply.first().text(), u"kept"_s);
}

void TestReply::hasContent_data()
{
    QTest::addColumn<Delta>("delta");
    QTest::addColumn<bool>("content");
    Delta delta;
    QTest::newRow("RL-13 nothing") << delta << false;
    delta.finishReason = u"stop"_s;
    delta.model = u"m"_s;
    QTest::newRow("finish reason") << delta << false;
    delta = {};
    delta.reasoning = u"r"_s;
    QTest::newRow("reasoning") << delta << true;
    delta = {};
    delta.refusal = u"r"_s;
    QTest::newRow("refusal") << delta << true;
    QTest::newRow("tool call") << toolCall(0, u"a"_s, {}, {}) << true;
    delta = {};
    delta.whole = {OtherPart{u"{}"_s}};
    QTest::newRow("what only the dialect reads") << delta << false;
    delta.whole.append(ImagePart{.mediaType = u"image/png"_s, .bytes = "x"});
    QTest::newRow("picture") << delta << true;
    QTest::newRow("text of a later choice") << text(u"x"_s, 3) << true;
}

void TestReply::hasContent()
{
    QFETCH(const Delta, delta);
    QFETCH(const bool, content);
    Reply reply;
    reply.apply(delta);
    QCOMPARE(reply.hasContent(), content);
    QCOMPARE(delta.hasContent(), content);
}

QTEST_GUILESS_MAIN(TestReply)
#include "tst_reply.moc"
