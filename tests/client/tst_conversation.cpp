// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/conversation.h"

#include "support/answeredcall.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using TurnId = Conversation::TurnId;
using TurnIds = QList<TurnId>;

namespace {

Message user(const QString &text)
{
    return Message::of(Role::User, text);
}

Reply answer(const QString &text)
{
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices.resize(1);
    addText(reply.choices[0].parts, text);
    return reply;
}

/// Adds a question and its answer; gives the answer's turn.
TurnId exchange(Conversation &conversation, TurnId parent, const QString &question, const QString &reply)
{
    return conversation.append(
        conversation.append(parent, user(question)), Test::answeredCall(answer(reply)));
}

QStringList sent(const Conversation &conversation)
{
    QStringList texts;
    for (const Message &message : conversation.messages(conversation.last()))
        texts.append(message.text());
    return texts;
}

} // namespace

class TestConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsEmpty();
    void aTurnBecomesTheEndOfThePath();
    void aReplyGrowsAndEnds();
    void regeneratingKeepsEveryVersion();
    void editingAQuestionKeepsTheOldOneWithItsAnswers();
    void versionsAreOfOneRole();
    void RL_11_furtherAnswersAreVersions();
    void selectFollowsTheNewestLine();
    void selectEndsAtTheNewestVersion();
    void rewindRemovesNothing();
    void messagesLeaveOutRepliesWithoutContent();
    void messagesCarryToolCalls();
    void messagesLeaveOutCallsThatWereCut();
    void messagesEndWhereAsked();
    void removingLeavesTheRestOfThePath();
    void removingTheLastTurn();
    void removingAVersionShowsTheOneBeside();
    void removingForgets();
    void removingEverything();
    void removingFromATurn();
    void removedTurnsAreNotSelected();
    void whatIsLeftIsShown();
    void upToIsAConversationOfItsOwn();
    void clearForgetsEverything();
};

void TestConversation::beginsEmpty()
{
    const Conversation conversation;
    QVERIFY(conversation.isEmpty());
    QCOMPARE(conversation.last(), Conversation::Root);
    QCOMPARE(conversation.path(), TurnIds());
    QCOMPARE(conversation.messages(Conversation::Root), QList<Message>());
}

void TestConversation::aTurnBecomesTheEndOfThePath()
{
    Conversation conversation;
    const TurnId question = conversation.append(Conversation::Root, user(u"q"_s));
    const TurnId reply = conversation.append(question, Test::answeredCall({}));
    QCOMPARE(conversation.path(), (TurnIds{question, reply}));
    QCOMPARE(conversation.last(), reply);
    QCOMPARE(conversation.turn(reply).parent, question);
    QCOMPARE(conversation.turn(reply).message.role, Role::Assistant);
    QCOMPARE(conversation.turn(reply).reply().state, Reply::State::Streaming);
}

void TestConversation::aReplyGrowsAndEnds()
{
    Conversation conversation;
    const std::shared_ptr<Call> asked = Test::answeredCall({}, u"tier"_s);
    const TurnId reply = conversation.append(conversation.append(Conversation::Root, user(u"q"_s)), asked);
    Delta delta;
    delta.text = u"to"_s;
    asked->reply.apply(delta);
    asked->reply.apply(delta);
    QCOMPARE(conversation.turn(reply).reply().first().text(), u"toto"_s);
    QCOMPARE(conversation.turn(reply).model(), u"tier"_s);
}

void TestConversation::regeneratingKeepsEveryVersion()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"q"_s, u"one"_s);
    const TurnId second =
        conversation.append(conversation.turn(first).parent, Test::answeredCall(answer(u"two"_s)));
    QCOMPARE(conversation.versions(first), (TurnIds{first, second}));
    QCOMPARE(conversation.versions(second), (TurnIds{first, second}));
    QCOMPARE(sent(conversation), (QStringList{u"q"_s, u"two"_s}));
    conversation.select(first);
    QCOMPARE(sent(conversation), (QStringList{u"q"_s, u"one"_s}));
}

void TestConversation::editingAQuestionKeepsTheOldOneWithItsAnswers()
{
    Conversation conversation;
    const TurnId old = conversation.turn(exchange(conversation, Conversation::Root, u"old"_s, u"a"_s)).parent;
    const TurnId edited =
        conversation.turn(exchange(conversation, Conversation::Root, u"new"_s, u"b"_s)).parent;
    QCOMPARE(conversation.versions(old), (TurnIds{old, edited}));
    QCOMPARE(sent(conversation), (QStringList{u"new"_s, u"b"_s}));
    conversation.select(old);
    QCOMPARE(sent(conversation), (QStringList{u"old"_s, u"a"_s}));
}

void TestConversation::versionsAreOfOneRole()
{
    Conversation conversation;
    const TurnId question = conversation.append(Conversation::Root, user(u"q"_s));
    const TurnId reply = conversation.append(question, Test::answeredCall({}));
    const TurnId followUp = conversation.append(question, user(u"again"_s));
    QCOMPARE(conversation.versions(reply), TurnIds{reply});
    QCOMPARE(conversation.versions(followUp), TurnIds{followUp});
    const TurnId next = conversation.append(reply, user(u"more"_s));
    const TurnId goesOn = conversation.append(reply, Test::answeredCall({})); // all that follows an answer
    QCOMPARE(conversation.versions(next), (TurnIds{next, goesOn}));
}

void TestConversation::RL_11_furtherAnswersAreVersions()
{
    Reply reply = answer(u"one"_s);
    reply.choices.append(answer(u"two"_s).choices);
    reply.choices.append(answer(u"three"_s).choices);
    Conversation conversation;
    const TurnId question = conversation.append(Conversation::Root, user(u"q"_s));
    const TurnId first = conversation.append(question, Test::answeredCall(reply));
    conversation.addChoices(first);
    QCOMPARE(conversation.versions(first), (TurnIds{first, first + 1, first + 2}));
    QCOMPARE(sent(conversation), (QStringList{u"q"_s, u"one"_s}));
    conversation.select(first + 2);
    QCOMPARE(sent(conversation), (QStringList{u"q"_s, u"three"_s}));
    conversation.remove(first + 2);
    QCOMPARE(sent(conversation), (QStringList{u"q"_s, u"two"_s}));
    QCOMPARE(conversation.upTo(first + 1).turn(1).choice, 1);

    const TurnId next = exchange(conversation, first, u"more"_s, u"only"_s);
    conversation.addChoices(next);
    QCOMPARE(conversation.versions(next), TurnIds{next});
}

void TestConversation::selectFollowsTheNewestLine()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"q1"_s, u"a1"_s);
    const TurnId second = exchange(conversation, first, u"q2"_s, u"a2"_s);
    const TurnId other = exchange(conversation, Conversation::Root, u"other"_s, u"b"_s);
    conversation.select(first);
    QCOMPARE(conversation.last(), second);
    conversation.select(conversation.turn(other).parent);
    QCOMPARE(conversation.last(), other);
}

void TestConversation::selectEndsAtTheNewestVersion()
{
    Conversation conversation;
    exchange(conversation, Conversation::Root, u"q"_s, u"A1"_s);
    const TurnId second = conversation.append(0, Test::answeredCall(answer(u"A2"_s)));
    conversation.append(Conversation::Root, user(u"other"_s));
    conversation.select(0);
    QCOMPARE(conversation.last(), second);
}

void TestConversation::rewindRemovesNothing()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"q1"_s, u"a1"_s);
    const TurnId second = exchange(conversation, first, u"q2"_s, u"a2"_s);
    conversation.rewind(first);
    QCOMPARE(sent(conversation), (QStringList{u"q1"_s, u"a1"_s}));
    conversation.rewind(Conversation::Root);
    QVERIFY(sent(conversation).isEmpty());
    QCOMPARE(conversation.size(), 4);
    conversation.select(second);
    QCOMPARE(sent(conversation).size(), 4);
}

void TestConversation::messagesLeaveOutRepliesWithoutContent()
{
    Conversation conversation;
    Reply reply;
    reply.state = Reply::State::Failed;
    reply.error = ChatError();
    const TurnId failed = conversation.append(
        conversation.append(Conversation::Root, user(u"q1"_s)), Test::answeredCall(reply));
    conversation.append(failed, user(u"q2"_s));
    QCOMPARE(sent(conversation), (QStringList{u"q1"_s, u"q2"_s}));
}

void TestConversation::messagesCarryToolCalls()
{
    Conversation conversation;
    Reply reply = answer({});
    reply.choices[0].parts = {ReasoningPart{.text = u"hm"_s, .seal = u"s"_s}, // RA-27
        ToolCall{.id = u"c"_s, .name = u"f"_s, .arguments = u"{}"_s}, TextPart{u"So."_s}};
    const TurnId id =
        conversation.append(conversation.append(Conversation::Root, user(u"q"_s)), Test::answeredCall(reply));
    conversation.append(id, Message::result(u"c"_s, u"3"_s));
    const QList<Message> messages = conversation.messages(conversation.last());
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages[1].role, Role::Assistant);
    QCOMPARE(messages[1].parts, reply.choices[0].parts);
    QCOMPARE(messages[2].toolCallId(), u"c"_s);
}

void TestConversation::messagesLeaveOutCallsThatWereCut()
{
    const ToolCall cut{.id = u"c"_s, .name = u"f"_s, .arguments = u"{\"a"_s};
    Conversation conversation;
    Reply reply = answer(u"So."_s);
    reply.choices[0].parts.append(cut);
    conversation.append(conversation.append(Conversation::Root, user(u"q"_s)), Test::answeredCall(reply));
    reply.choices[0].parts = {cut};
    const TurnId question = conversation.append(conversation.last(), user(u"r"_s));
    conversation.append(question, Test::answeredCall(reply));
    QCOMPARE(sent(conversation), (QStringList{u"q"_s, u"So."_s, u"r"_s}));
    QCOMPARE(conversation.messages(conversation.last())[1].parts, QList<Part>{TextPart{u"So."_s}});
}

void TestConversation::messagesEndWhereAsked()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"q1"_s, u"a1"_s);
    exchange(conversation, first, u"q2"_s, u"a2"_s);
    QCOMPARE(conversation.messages(first).size(), 2);
    QCOMPARE(conversation.messages(first).last().text(), u"a1"_s);
}

void TestConversation::clearForgetsEverything()
{
    Conversation conversation;
    exchange(conversation, Conversation::Root, u"q"_s, u"a"_s);
    conversation.clear();
    QVERIFY(conversation.isEmpty());
    QCOMPARE(conversation.last(), Conversation::Root);
    QCOMPARE(conversation.append(Conversation::Root, user(u"fresh"_s)), 0);
}

void TestConversation::removingLeavesTheRestOfThePath()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"a"_s, u"A"_s);
    const TurnId second = exchange(conversation, first, u"b"_s, u"B"_s);
    conversation.remove(first);
    QCOMPARE(conversation.path(), TurnIds({0, 2, 3}));
    QCOMPARE(sent(conversation), QStringList({u"a"_s, u"b"_s, u"B"_s}));
    QCOMPARE(conversation.before(2), 0);
    conversation.remove(0);
    QCOMPARE(conversation.path(), TurnIds({2, 3}));
    QCOMPARE(conversation.before(2), Conversation::Root);
    QCOMPARE(conversation.turn(second).reply(), answer(u"B"_s));
    QCOMPARE(conversation.append(second, user(u"c"_s)), 4); // ids are not given out again
}

void TestConversation::removingTheLastTurn()
{
    Conversation conversation;
    const TurnId reply = exchange(conversation, Conversation::Root, u"a"_s, u"A"_s);
    conversation.remove(reply);
    QCOMPARE(conversation.last(), 0);
    QCOMPARE(conversation.end(), reply);
    conversation.append(conversation.end(), user(u"b"_s));
    QCOMPARE(sent(conversation), QStringList({u"a"_s, u"b"_s}));
}

void TestConversation::removingAVersionShowsTheOneBeside()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"a"_s, u"A1"_s);
    TurnIds versions{first};
    for (const QString &text : {u"A2"_s, u"A3"_s}) {
        versions.append(conversation.append(0, Test::answeredCall(answer(text))));
    }
    conversation.select(versions.at(1));
    conversation.remove(versions.at(1));
    QCOMPARE(conversation.last(), versions.at(0));
    QCOMPARE(conversation.versions(versions.at(0)), TurnIds({versions.at(0), versions.at(2)}));
    conversation.remove(versions.at(0));
    QCOMPARE(conversation.last(), versions.at(2));
}

void TestConversation::removingForgets()
{
    Conversation conversation;
    const TurnId reply = exchange(conversation, Conversation::Root, u"a"_s, u"A"_s);
    conversation.remove(0);
    conversation.remove(reply);
    QCOMPARE(conversation.turn(0).message.text(), QString());
    QCOMPARE(conversation.turn(reply).reply(), Reply());
    QVERIFY(conversation.turn(0).removed);
}

void TestConversation::removingEverything()
{
    Conversation conversation;
    exchange(conversation, Conversation::Root, u"a"_s, u"A"_s);
    conversation.remove(1);
    conversation.remove(0);
    QVERIFY(conversation.isEmpty());
    QCOMPARE(conversation.path(), TurnIds());
    QCOMPARE(sent(conversation), QStringList());
}

void TestConversation::removingFromATurn()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"a"_s, u"A"_s);
    exchange(conversation, first, u"b"_s, u"B"_s);
    const TurnId other = exchange(conversation, first, u"c"_s, u"C"_s);
    conversation.removeFrom(conversation.before(other));
    QCOMPARE(conversation.path(), TurnIds({0, first}));
    for (TurnId id = 2; id < conversation.size(); ++id)
        QVERIFY(conversation.turn(id).removed);
    conversation.append(conversation.end(), user(u"d"_s));
    QCOMPARE(sent(conversation), QStringList({u"a"_s, u"A"_s, u"d"_s}));
    conversation.removeFrom(0);
    QVERIFY(conversation.isEmpty());
}

void TestConversation::removedTurnsAreNotSelected()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"a"_s, u"A1"_s);
    const TurnId second = conversation.append(0, Test::answeredCall(answer(u"A2"_s)));
    conversation.remove(second);
    conversation.select(0);
    QCOMPARE(conversation.last(), first);
}

void TestConversation::whatIsLeftIsShown()
{
    Conversation conversation;
    const TurnId old = exchange(conversation, Conversation::Root, u"old"_s, u"Old"_s);
    exchange(conversation, Conversation::Root, u"new"_s, u"New"_s);
    conversation.remove(2);
    QCOMPARE(sent(conversation), QStringList({u"New"_s}));
    conversation.remove(3);
    QCOMPARE(conversation.last(), old);
}

void TestConversation::upToIsAConversationOfItsOwn()
{
    Conversation conversation;
    const TurnId first = exchange(conversation, Conversation::Root, u"a"_s, u"A1"_s);
    const TurnId again = conversation.append(0, Test::answeredCall(answer(u"A2"_s), u"tier"_s));
    const TurnId second = exchange(conversation, again, u"b"_s, u"B"_s);
    exchange(conversation, second, u"c"_s, u"C"_s);

    const Conversation line = conversation.upTo(second);
    QCOMPARE(sent(line), QStringList({u"a"_s, u"A2"_s, u"b"_s, u"B"_s}));
    QCOMPARE(line.size(), 4);
    QCOMPARE(line.path(), TurnIds({0, 1, 2, 3}));
    QCOMPARE(line.turn(1).model(), u"tier"_s);
    QCOMPARE(line.turn(1).call, conversation.turn(again).call); // shared, not copied
    QCOMPARE(conversation.turn(first).reply(), answer(u"A1"_s));
    QVERIFY(conversation.upTo(Conversation::Root).isEmpty());
}

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
