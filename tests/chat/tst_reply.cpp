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
    Delta thought;
    thought.reasoning = u"hm"_s;
    thought.refusal = u"no"_s;
    reply.apply(thought);
    QCOMPARE(reply.first().text, u"one two"_s);
    QCOMPARE(reply.first().reasoning, u"hm"_s);
    QCOMPARE(reply.first().refusal, u"no"_s);
}

void TestReply::eachChoiceGrowsByItself()
{
    Reply reply;
    reply.apply(text(u"c"_s, 2));
    reply.apply(text(u"a"_s, 0));
    reply.apply(text(u"C"_s, 2));
    QCOMPARE(reply.choices.size(), 3);
    QCOMPARE(reply.choices[0].text, u"a"_s);
    QCOMPARE(reply.choices[1].text, QString());
    QCOMPARE(reply.choices[2].text, u"cC"_s);
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
    QCOMPARE(reply.first().toolCalls, expected);
}

void TestReply::RA_27_sealedReasoningIsKeptBlockByBlock()
{
    Reply reply;
    const SealedReasoning first{.text = u"a"_s, .seal = u"s"_s};
    const SealedReasoning second{.text = {}, .seal = u"d"_s, .redacted = true};
    Delta delta;
    delta.sealed = {first};
    QVERIFY(!delta.hasContent()); // its text came before
    reply.apply(delta);
    delta.sealed = {second};
    reply.apply(delta);
    QCOMPARE(reply.first().sealed, (QList{first, second}));
    QCOMPARE(reply.first().reasoning, QString());
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
    QCOMPARE(reply.first().text, u"kept"_s);
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
