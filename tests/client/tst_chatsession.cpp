// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "support/answeredcall.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// The current path in a line, as "you: a | it: b"; an answer that is not complete shows its state.
QString shown(const Conversation &conversation)
{
    QStringList turns;
    for (const Conversation::TurnId id : conversation.path()) {
        const Conversation::Turn &turn = conversation.turn(id);
        if (turn.message.role == Role::User) {
            turns.append(u"you: "_s + turn.message.text());
            continue;
        }
        QString state;
        if (turn.reply().state != Reply::State::Complete)
            QDebug(&state).nospace().noquote() << turn.reply().state;
        turns.append(
            u"it: "_s + turn.reply().first().text() + (state.isEmpty() ? state : u" ("_s + state + u')'));
    }
    return turns.join(u" | "_s);
}

/// A session that talks to a server of its own and writes down what it signals.
class Lane : public QObject
{
public:
    Lane()
        : session(std::make_unique<ChatSession>(&client))
    {
        session->setTarget({.url = server.url(), .headers = {}, .dialect = findDialect(u"chat-completions")});
        connect(session.get(), &ChatSession::turnAdded, this, [this](Conversation::TurnId id) {
            log.append(u"added %1: %2"_s.arg(id).arg(shown(session->conversation())));
        });
        connect(session.get(), &ChatSession::pathChanged, this,
            [this] { log.append(u"path: %1"_s.arg(shown(session->conversation()))); });
        connect(session.get(), &ChatSession::deltasArrived, this, [this](Conversation::TurnId id) {
            log.append(u"deltas %1: %2"_s.arg(id).arg(shown(session->conversation())));
        });
        connect(session.get(), &ChatSession::replyFinished, this, [this](Conversation::TurnId id) {
            log.append(u"finished %1%2: %3"_s.arg(id).arg(
                session->isBusy() ? u", busy"_s : QString(), shown(session->conversation())));
        });
        connect(session.get(), &ChatSession::promptReturned, this,
            [this](const Message &prompt) { log.append(u"returned: "_s + prompt.text()); });
    }

    [[nodiscard]] QStringList takeLog() { return std::exchange(log, {}); }
    [[nodiscard]] QString path() const { return shown(session->conversation()); }
    [[nodiscard]] bool isIdle() const
    {
        return eventually([this] { return !session->isBusy(); });
    }

    /// Answers the next request with a stream of this text, and waits until it is over.
    [[nodiscard]] bool answer(const QByteArray &text)
    {
        FakeConnection *connection = server.nextRequest();
        if (!connection)
            return false;
        connection->sendHead();
        connection->sendText(text);
        connection->sendDone();
        connection->endBody();
        return isIdle();
    }
    /// Answers the next request with an error, and waits until it is over.
    [[nodiscard]] bool fail()
    {
        FakeConnection *connection = server.nextRequest();
        if (connection)
            connection->sendWhole(500, "application/json", R"({"error":{"message":"broken"}})");
        return connection && isIdle();
    }
    /// The next request's messages as "role: content" lines. Its connection goes to `connection`.
    [[nodiscard]] QStringList messagesSent(FakeConnection *&connection)
    {
        connection = server.nextRequest();
        QStringList lines;
        const QJsonArray messages =
            QJsonDocument::fromJson(connection->body()).object()["messages"_L1].toArray();
        for (const QJsonValue &message : messages)
            lines.append(message["role"_L1].toString() + u": "_s + message["content"_L1].toString());
        return lines;
    }

    FakeServer server;
    ChatClient client;
    std::unique_ptr<ChatSession> session;
    QStringList log;
};

const Part picture = ImagePart{.mediaType = u"image/png"_s, .bytes = "png"};

} // namespace

class TestChatSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndTellsInOrder();
    void refusesBlankTextAndWhileBusy();
    void sendsTheConversationSoFar();
    void RF_11_parametersGoAlong();
    void stopKeepsTheText();
    void stopBeforeTheFirstTokenReturnsThePrompt();
    void aFailedQuestionIsReturnedAndReplaced();
    void aFailureWithTextIsKept();
    void regenerateKeepsTheOldAnswer();
    void aFailedRegenerationKeepsTheOldAnswer();
    void regenerateNeedsAQuestion();
    void regenerateAfterAFailure();
    void editAndResendKeepsTheOldQuestion();
    void editAndResendRefuses();
    void attachmentsStayInTheHistory();
    void attachmentsComeBackWithTheirPrompt();
    void attachmentsThatADialectCannotSend();
    void variablesAreFilledInAndThePromptStaysAsTyped();
    void showVersion();
    void removedTurnsAreNotSent();
    void removedFromATurn();
    void aQuestionStaysWithoutItsAnswer();
    void removeRefuses();
    void undoBringsBackWhatWasRemoved();
    void undoEndsWithTheNextQuestion();
    void callsAreAnswered();
    void callsAreAnsweredWithTheirOwnResults();
    void resultsAreNoPrompt();
    void refusedTurnsAreFound();
    void refusedTurnsThatAreLeftOutAreNot();
    void adoptsAConversation();
    void goesOnAfterAFailureWhoseQuestionIsGone();
    void clearForgets();
    void clearWhileStreaming();
    void handlersMayStop_data();
    void handlersMayStop();
    void handlersMayClear_data();
    void handlersMayClear();
    void handlersMayDelete_data();
    void handlersMayDelete();
    void finishedMaySendAgain();
    void deletingClosesTheConnection();
};

void TestChatSession::sendsAndTellsInOrder()
{
    Lane lane;
    QVERIFY(lane.session->send(u"Hi"_s));
    QVERIFY(lane.session->isBusy());
    QVERIFY(lane.answer("Hello"));
    const QStringList expected{u"added 0: you: Hi"_s, u"added 1: you: Hi | it:  (Streaming)"_s,
        u"deltas 1: you: Hi | it: Hello (Streaming)"_s, u"finished 1: you: Hi | it: Hello"_s};
    QStringList log = lane.takeLog();
    log.removeIf([](const QString &line) { return line == u"deltas 1: you: Hi | it: Hello (Streaming)"_s; });
    log.insert(2, expected.at(2)); // the end mark may come with the text or after it
    QCOMPARE(log, expected);
}

void TestChatSession::refusesBlankTextAndWhileBusy()
{
    Lane lane;
    QVERIFY(!lane.session->send(QString()));
    QVERIFY(!lane.session->send(u" \n\t"_s));
    QCOMPARE(lane.takeLog(), QStringList());

    QVERIFY(lane.session->send(u"Hi"_s));
    const QStringList log = lane.takeLog();
    QVERIFY(!lane.session->send(u"Again"_s));
    QVERIFY(!lane.session->regenerate());
    QVERIFY(!lane.session->editAndResend(0, u"Other"_s));
    lane.session->showVersion(0);
    QCOMPARE(lane.takeLog(), QStringList());
    QCOMPARE(lane.path(), u"you: Hi | it:  (Streaming)"_s);
}

void TestChatSession::sendsTheConversationSoFar()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.session->send(u"And?"_s);
    FakeConnection *connection = nullptr;
    QCOMPARE(
        lane.messagesSent(connection), QStringList({u"user: Hi"_s, u"assistant: Hello"_s, u"user: And?"_s}));
}

void TestChatSession::RF_11_parametersGoAlong()
{
    Lane lane;
    ChatRequest parameters;
    parameters.model = u"ruflo-pro"_s;
    parameters.system = u"You are a concise editor."_s;
    parameters.maxTokens = 800;
    parameters.messages = {Message::of(Role::User, u"ignored"_s)};
    lane.session->setParameters(parameters);
    QCOMPARE(lane.session->parameters(), parameters);
    lane.session->send(u"Hi"_s);
    FakeConnection *connection = lane.server.nextRequest();
    QVERIFY(connection);
    const QByteArray expected = R"({"model":"ruflo-pro","messages":[{"role":"system","content":)"
                                R"("You are a concise editor."},{"role":"user","content":"Hi"}],)"
                                R"("max_tokens":800,"stream":true})";
    QCOMPARE(connection->body(), expected);
}

void TestChatSession::stopKeepsTheText()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    FakeConnection *connection = lane.server.nextRequest();
    connection->sendHead();
    connection->sendText("Hel");
    QVERIFY(eventually([&lane] { return lane.path() == u"you: Hi | it: Hel (Streaming)"_s; }));
    lane.log.clear();
    lane.session->stop();
    QCOMPARE(lane.takeLog(), QStringList(u"finished 1: you: Hi | it: Hel (Stopped)"_s));
    QVERIFY(!lane.session->isBusy());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));

    lane.session->stop();
    QCOMPARE(lane.takeLog(), QStringList());
    lane.session->send(u"And?"_s); // what was said counts
    QCOMPARE(
        lane.messagesSent(connection), QStringList({u"user: Hi"_s, u"assistant: Hel"_s, u"user: And?"_s}));
}

void TestChatSession::stopBeforeTheFirstTokenReturnsThePrompt()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    lane.log.clear();
    lane.session->stop();
    QCOMPARE(lane.takeLog(), QStringList({u"finished 1: you: Hi | it:  (Stopped)"_s, u"returned: Hi"_s}));
}

void TestChatSession::aFailedQuestionIsReturnedAndReplaced()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.session->send(u"Wrong"_s);
    lane.log.clear();
    QVERIFY(lane.fail());
    QCOMPARE(lane.takeLog().last(), u"returned: Wrong"_s);
    QCOMPARE(lane.path(), u"you: Hi | it: Hello | you: Wrong | it:  (Failed)"_s);

    lane.session->send(u"Right"_s);
    QCOMPARE(lane.takeLog(),
        QStringList({u"path: you: Hi | it: Hello"_s, u"added 4: you: Hi | it: Hello | you: Right"_s,
            u"added 5: you: Hi | it: Hello | you: Right | it:  (Streaming)"_s}));
    QCOMPARE(lane.session->conversation().versions(4), QList<Conversation::TurnId>({2, 4}));
    FakeConnection *connection = nullptr;
    QCOMPARE(
        lane.messagesSent(connection), QStringList({u"user: Hi"_s, u"assistant: Hello"_s, u"user: Right"_s}));
}

void TestChatSession::aFailureWithTextIsKept()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    FakeConnection *connection = lane.server.nextRequest();
    connection->sendHead();
    connection->sendText("Hel");
    QVERIFY(eventually([&lane] { return lane.path() == u"you: Hi | it: Hel (Streaming)"_s; }));
    connection->reset();
    QVERIFY(lane.isIdle());
    QCOMPARE(lane.takeLog().last(), u"finished 1: you: Hi | it: Hel (Incomplete)"_s);
    lane.session->send(u"Go on"_s);
    QCOMPARE(lane.path(), u"you: Hi | it: Hel (Incomplete) | you: Go on | it:  (Streaming)"_s);
}

void TestChatSession::regenerateKeepsTheOldAnswer()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.log.clear();
    QVERIFY(lane.session->regenerate());
    QCOMPARE(lane.takeLog(), QStringList({u"path: you: Hi"_s, u"added 2: you: Hi | it:  (Streaming)"_s}));
    QCOMPARE(lane.session->conversation().turn(1).reply().first().text(), u"Hello"_s);
    QVERIFY(lane.answer("Good day"));
    QCOMPARE(lane.path(), u"you: Hi | it: Good day"_s);
    QCOMPARE(lane.session->conversation().versions(2), QList<Conversation::TurnId>({1, 2}));
    QCOMPARE(lane.session->conversation().turn(1).reply().first().text(), u"Hello"_s);
}

void TestChatSession::aFailedRegenerationKeepsTheOldAnswer()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.session->regenerate();
    QVERIFY(lane.fail());
    QCOMPARE(lane.takeLog().last(), u"finished 2: you: Hi | it:  (Failed)"_s); // and nothing returned
    lane.session->send(u"And?"_s);
    QCOMPARE(lane.path(), u"you: Hi | it: Hello | you: And? | it:  (Streaming)"_s);
}

void TestChatSession::regenerateNeedsAQuestion()
{
    Lane lane;
    QVERIFY(!lane.session->regenerate());
    QCOMPARE(lane.takeLog(), QStringList());
}

void TestChatSession::regenerateAfterAFailure()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.fail());
    QVERIFY(lane.session->regenerate());
    QVERIFY(lane.answer("Hello"));
    QCOMPARE(lane.path(), u"you: Hi | it: Hello"_s);
}

void TestChatSession::editAndResendKeepsTheOldQuestion()
{
    Lane lane;
    lane.session->send(u"One"_s);
    QVERIFY(lane.answer("1"));
    lane.session->send(u"Two"_s);
    QVERIFY(lane.answer("2"));
    lane.log.clear();
    QVERIFY(lane.session->editAndResend(0, u"Uno"_s));
    QCOMPARE(lane.takeLog(),
        QStringList({u"path: "_s, u"added 4: you: Uno"_s, u"added 5: you: Uno | it:  (Streaming)"_s}));
    FakeConnection *connection = nullptr;
    QCOMPARE(lane.messagesSent(connection), QStringList(u"user: Uno"_s));
    connection->sendWhole(200, "application/json", R"({"choices":[{"message":{"content":"I"}}]})");
    QVERIFY(lane.isIdle());
    QCOMPARE(lane.path(), u"you: Uno | it: I"_s);
    lane.session->showVersion(0);
    QCOMPARE(lane.path(), u"you: One | it: 1 | you: Two | it: 2"_s);
}

void TestChatSession::attachmentsStayInTheHistory()
{
    const QByteArray image = R"({"type":"image_url","image_url":{"url":"data:image/png;base64,cG5n"}})";
    Lane lane;
    QVERIFY(lane.session->send(Message::prompt(u"What is it?"_s, {picture})));
    QVERIFY(lane.answer("A cat."));
    QVERIFY(lane.session->send(u"Sure?"_s));
    FakeConnection *connection = lane.server.nextRequest();
    QVERIFY(connection);
    QVERIFY2(connection->body().contains(R"([{"role":"user","content":[)" + image + ','), connection->body());
    connection->sendWhole(500, "application/json", "{}");
    QVERIFY(lane.isIdle());
    QVERIFY(lane.session->regenerate(1));
    connection = lane.server.nextRequest();
    QVERIFY(connection && connection->body().contains(image));
    connection->sendWhole(500, "application/json", "{}");
    QVERIFY(lane.isIdle());
    QVERIFY(lane.session->editAndResend(0, Message::prompt({}, {picture})));
    connection = lane.server.nextRequest();
    QVERIFY(connection && connection->body().contains(R"("content":[)" + image + "]}"));
}

void TestChatSession::attachmentsComeBackWithTheirPrompt()
{
    Lane lane;
    QSignalSpy returned(lane.session.get(), &ChatSession::promptReturned);
    const Message prompt = Message::prompt({}, {picture});
    QVERIFY(lane.session->send(prompt));
    QVERIFY(lane.fail());
    QCOMPARE(returned.size(), 1);
    QCOMPARE(returned.first().first().value<Message>(), prompt);
}

void TestChatSession::variablesAreFilledInAndThePromptStaysAsTyped()
{
    Lane lane;
    QSignalSpy returned(lane.session.get(), &ChatSession::promptReturned);
    lane.session->setParameters({}, {{.name = u"city"_s, .value = u"Oslo"_s}});
    const Message typed = Message::prompt(u"To {{city}}"_s, {picture});
    QVERIFY(lane.session->send(typed));
    FakeConnection *connection = lane.server.nextRequest();
    QVERIFY(connection && connection->body().contains("To Oslo") && !connection->body().contains("city"));
    connection->sendWhole(500, "application/json", "{}");
    QVERIFY(lane.isIdle());
    QCOMPARE(returned.first().first().value<Message>(), typed);
    QCOMPARE(lane.session->conversation().turn(0).message.text(), u"To Oslo"_s);
    QCOMPARE(lane.session->conversation().turn(0).asTyped(), typed);
    lane.session->setParameters({}, {{.name = u"city"_s, .value = {}}});
    QVERIFY(!lane.session->send(u"{{city}}"_s)); // nothing would be left of it
}

void TestChatSession::attachmentsThatADialectCannotSend()
{
    Lane lane;
    QVERIFY(lane.session->takes({picture}));
    QVERIFY(lane.session->send(Message::prompt(u"What is it?"_s, {picture})));
    QVERIFY(lane.answer("A cat."));
    QCOMPARE(lane.session->refused().with(1), std::nullopt);
    lane.session->setTarget({.url = lane.server.url(), .headers = {}, .dialect = findDialect(u"floopfloop")});
    QVERIFY(!lane.session->takes({picture}));
    QVERIFY(lane.session->takes({TextPart{u"Hi"_s}}));
    const RefusedTurn refused{.turn = 0, .why = HistoryProblem::Kind::PartNotTaken};
    QCOMPARE(lane.session->refused().beforeNext(), std::optional(refused));
    QCOMPARE(lane.session->refused().with(1), std::optional(refused));
    QCOMPARE(lane.session->refused().before(1), std::nullopt);
}

void TestChatSession::editAndResendRefuses()
{
    Lane lane;
    lane.session->send(u"One"_s);
    QVERIFY(lane.answer("1"));
    lane.log.clear();
    QVERIFY(!lane.session->editAndResend(0, u"  "_s));
    QVERIFY(!lane.session->editAndResend(1, u"an answer"_s));
    QVERIFY(!lane.session->editAndResend(2, u"no turn"_s));
    QVERIFY(!lane.session->editAndResend(Conversation::Root, u"no turn"_s));
    QCOMPARE(lane.takeLog(), QStringList());
}

void TestChatSession::showVersion()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.session->regenerate();
    QVERIFY(lane.answer("Good day"));
    lane.log.clear();
    lane.session->showVersion(1);
    lane.session->showVersion(7);
    lane.session->showVersion(Conversation::Root);
    QCOMPARE(lane.takeLog(), QStringList(u"path: you: Hi | it: Hello"_s));
}

void TestChatSession::removedTurnsAreNotSent()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.session->send(u"And?"_s);
    QVERIFY(lane.answer("So"));
    lane.log.clear();
    QVERIFY(lane.session->remove(1));
    QCOMPARE(lane.takeLog(), QStringList(u"path: you: Hi | you: And? | it: So"_s));
    lane.session->send(u"More"_s);
    FakeConnection *connection = nullptr;
    QCOMPARE(lane.messagesSent(connection),
        QStringList({u"user: Hi"_s, u"user: And?"_s, u"assistant: So"_s, u"user: More"_s}));
}

void TestChatSession::removedFromATurn()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.session->send(u"And?"_s);
    QVERIFY(lane.answer("So"));
    lane.log.clear();
    QVERIFY(lane.session->removeFrom(2));
    QCOMPARE(lane.takeLog(), QStringList(u"path: you: Hi | it: Hello"_s));
    QVERIFY(lane.session->removeFrom(0));
    QCOMPARE(lane.takeLog(), QStringList(u"path: "_s));
    QVERIFY(lane.session->conversation().isEmpty());
    QVERIFY(!lane.session->regenerate());
    QVERIFY(lane.session->send(u"New"_s));
    FakeConnection *connection = nullptr;
    QCOMPARE(lane.messagesSent(connection), QStringList(u"user: New"_s));
}

void TestChatSession::aQuestionStaysWithoutItsAnswer()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    QVERIFY(lane.session->remove(1));
    lane.log.clear();
    lane.session->send(u"And?"_s); // not in its place, as after a failure
    QCOMPARE(lane.takeLog().first(), u"added 2: you: Hi | you: And?"_s);
    QVERIFY(lane.answer("So"));
    lane.session->removeFrom(2);
    QVERIFY(lane.session->regenerate(0));
    QVERIFY(lane.answer("Hello"));
    QCOMPARE(lane.path(), u"you: Hi | it: Hello"_s);
}

void TestChatSession::removeRefuses()
{
    Lane lane;
    QVERIFY(!lane.session->remove(0));
    lane.session->send(u"Hi"_s);
    QVERIFY(!lane.session->remove(0));
    QVERIFY(!lane.session->removeFrom(0));
    QVERIFY(!lane.session->adopt({}));
    QVERIFY(lane.answer("Hello"));
    QVERIFY(lane.session->editAndResend(0, u"Other"_s));
    QVERIFY(lane.answer("Well"));
    lane.log.clear();
    QVERIFY(!lane.session->remove(1)); // not shown
    QVERIFY(!lane.session->remove(Conversation::Root));
    QVERIFY(lane.session->remove(2));
    QVERIFY(!lane.session->remove(2));
    lane.log.clear();
    lane.session->showVersion(2);
    QVERIFY(!lane.session->editAndResend(2, u"Again"_s));
    QVERIFY(!lane.session->regenerate(3)); // its question is gone
    QCOMPARE(lane.takeLog(), QStringList());
}

void TestChatSession::undoBringsBackWhatWasRemoved()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    QVERIFY(lane.session->regenerate());
    QVERIFY(lane.answer("Good day"));
    lane.session->send(u"And?"_s);
    QVERIFY(lane.answer("So"));
    QVERIFY(!lane.session->canUndo());
    QVERIFY(!lane.session->undoRemoval());

    const auto turns = [&lane] {
        QList<Conversation::Turn> all;
        for (Conversation::TurnId id = 0; id < lane.session->conversation().size(); ++id)
            all.append(lane.session->conversation().turn(id));
        return all;
    };
    const QList<Conversation::Turn> before = turns();
    const QString path = lane.path();
    QVERIFY(lane.session->remove(2));
    const QString removed = lane.path();
    QVERIFY(lane.session->removeFrom(0));
    QCOMPARE(lane.path(), QString());
    lane.log.clear();
    QVERIFY(lane.session->undoRemoval());
    QCOMPARE(lane.takeLog(), QStringList(u"path: "_s + removed));
    QVERIFY(lane.session->undoRemoval());
    QCOMPARE(lane.path(), path);
    QCOMPARE(turns(), before);
    QVERIFY(!lane.session->canUndo());
}

void TestChatSession::undoEndsWithTheNextQuestion()
{
    Lane lane;
    const auto hello = [&lane] {
        return lane.session->send(u"Hi"_s) && lane.answer("Hello") && lane.session->send(u"And?"_s) &&
               lane.answer("So") && lane.session->remove(1) && lane.session->canUndo();
    };
    QVERIFY(hello());
    QVERIFY(lane.session->send(u"More"_s));
    QVERIFY(!lane.session->canUndo());
    QVERIFY(lane.answer("Well"));
    lane.session->clear();
    QVERIFY(hello());
    QVERIFY(lane.session->regenerate());
    QVERIFY(!lane.session->canUndo());
    QVERIFY(lane.answer("Well"));
    lane.session->clear();
    QVERIFY(hello());
    lane.session->clear();
    QVERIFY(!lane.session->canUndo());
    QVERIFY(hello());
    QVERIFY(lane.session->adopt({}));
    QVERIFY(!lane.session->canUndo());
}

namespace {

/// A question whose answer calls a tool and says nothing, an answer that failed, and one that is whole.
Conversation withCall()
{
    Conversation conversation;
    Reply calls;
    calls.state = Reply::State::Complete;
    calls.choices.resize(1);
    calls.choices[0].parts = {ToolCall{.id = u"1"_s, .name = u"get_weather"_s, .arguments = u"{}"_s}};
    Reply failed;
    failed.state = Reply::State::Failed;
    Reply says = calls;
    says.choices[0].parts = {TextPart{u"Rain."_s}};
    Conversation::TurnId end = Conversation::Root;
    for (const Reply &reply : {failed, calls, says}) {
        end = conversation.append(
            conversation.append(end, Message::of(Role::User, u"And?"_s)), Test::answeredCall(reply));
    }
    return conversation;
}

} // namespace

void TestChatSession::callsAreAnswered()
{
    Lane lane;
    QVERIFY(lane.session->adopt(withCall())); // 2 question, 3 call, 4 question, 5 answer
    QVERIFY(lane.session->answerCalls(3, {{.callId = u"1"_s, .text = u"rain"_s}}));
    FakeConnection *connection = nullptr;
    QCOMPARE(lane.messagesSent(connection).mid(2), QStringList({u"assistant: "_s, u"tool: rain"_s}));
    connection->sendHead();
    connection->sendText("It rains.");
    connection->sendDone();
    connection->endBody();
    QVERIFY(lane.isIdle());
    QCOMPARE(lane.session->conversation().path().last(), 7);
    QVERIFY(!lane.session->refused().beforeNext());
    QVERIFY(!lane.session->refused().before(7));
    QCOMPARE(lane.session->conversation().versions(6), QList<Conversation::TurnId>({4, 6}));
    lane.session->showVersion(4);
    QCOMPARE(lane.session->conversation().path().last(), 5);
    lane.session->showVersion(6);
    QVERIFY(lane.session->regenerate());
    QVERIFY(lane.answer("Rain."));
    QCOMPARE(lane.session->conversation().versions(7), QList<Conversation::TurnId>({7, 8}));
    QVERIFY(lane.session->remove(8));
    QVERIFY(lane.session->undoRemoval());
    QCOMPARE(lane.session->conversation().last(), 8);
}

void TestChatSession::callsAreAnsweredWithTheirOwnResults()
{
    Lane lane;
    QVERIFY(lane.session->adopt(withCall()));
    QVERIFY(!lane.session->answerCalls(3, {}));
    QVERIFY(!lane.session->answerCalls(3, {{.callId = u"2"_s, .text = u"rain"_s}}));
    QVERIFY(!lane.session->answerCalls(
        3, {{.callId = u"1"_s, .text = u"rain"_s}, {.callId = u"1"_s, .text = u"rain"_s}}));
    QVERIFY(!lane.session->answerCalls(5, {}));  // calls nothing
    QVERIFY(!lane.session->answerCalls(2, {}));  // a question
    QVERIFY(!lane.session->answerCalls(99, {})); // nowhere
    QCOMPARE(lane.server.requestCount(), 0);
}

void TestChatSession::resultsAreNoPrompt()
{
    Lane lane;
    QVERIFY(lane.session->adopt(withCall()));
    QVERIFY(lane.session->answerCalls(3, {{.callId = u"1"_s, .text = u"rain"_s}}));
    QVERIFY(lane.fail());
    QCOMPARE(lane.session->conversation().last(), 7);
    QVERIFY(!lane.takeLog().contains(u"returned: rain"_s));
    QVERIFY(!lane.session->editAndResend(6, u"sun"_s));
    QVERIFY(lane.session->send(u"And tomorrow?"_s)); // after the results, which stay
    FakeConnection *connection = nullptr;
    QCOMPARE(lane.messagesSent(connection).mid(3), QStringList({u"tool: rain"_s, u"user: And tomorrow?"_s}));
}

void TestChatSession::refusedTurnsAreFound()
{
    Lane lane;
    QVERIFY(!lane.session->refused().beforeNext());
    // 0 question, 1 failed, 2 question, 3 call, 4 question, 5 answer
    QVERIFY(lane.session->adopt(withCall()));
    const auto refused = lane.session->refused().beforeNext();
    QVERIFY(refused);
    QCOMPARE(refused->turn, 3);
    QCOMPARE(refused->why, HistoryProblem::Kind::CallWithoutResult);
    QCOMPARE(refused->tool, u"get_weather"_s);
    QVERIFY(!lane.session->refused().before(2));
    QVERIFY(!lane.session->refused().before(3)); // asked again, it is not sent
    QCOMPARE(lane.session->refused().before(4)->turn, 3);
    QCOMPARE(lane.session->refused().before(5)->turn, 3);
    QVERIFY(!lane.session->refused().before(Conversation::Root));
    QVERIFY(!lane.session->refused().before(99));

    QVERIFY(lane.session->remove(3));
    QVERIFY(!lane.session->refused().beforeNext());
    QVERIFY(lane.session->remove(0));
    QVERIFY(lane.session->remove(2));
    QVERIFY(lane.session->remove(4));
    QVERIFY(!lane.session->refused().beforeNext()); // begins with an answer, which this dialect takes
    lane.session->setTarget({.url = lane.server.url(), .headers = {}, .dialect = findDialect(u"messages")});
    QCOMPARE(lane.session->refused().beforeNext()->turn, 5);
    QCOMPARE(lane.session->refused().beforeNext()->why, HistoryProblem::Kind::BeginsWithAssistant);
}

void TestChatSession::refusedTurnsThatAreLeftOutAreNot()
{
    Lane lane;
    QVERIFY(lane.session->adopt(withCall()));
    lane.session->setHistoryLimit(10); // the last exchange
    QVERIFY(!lane.session->refused().beforeNext());
    lane.session->setHistoryLimit(1000);
    QCOMPARE(lane.session->refused().beforeNext()->turn, 3);
}

void TestChatSession::adoptsAConversation()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    Lane branch;
    QVERIFY(branch.session->adopt(lane.session->conversation().upTo(1)));
    QCOMPARE(branch.takeLog(), QStringList(u"path: you: Hi | it: Hello"_s));
    branch.session->send(u"And?"_s);
    FakeConnection *connection = nullptr;
    QCOMPARE(branch.messagesSent(connection),
        QStringList({u"user: Hi"_s, u"assistant: Hello"_s, u"user: And?"_s}));
    QCOMPARE(lane.path(), u"you: Hi | it: Hello"_s);
}

void TestChatSession::goesOnAfterAFailureWhoseQuestionIsGone()
{
    Conversation conversation;
    const Message question = Message::of(Role::User, u"Hi"_s);
    Reply reply;
    reply.state = Reply::State::Failed;
    conversation.append(conversation.append(Conversation::Root, question), Test::answeredCall(reply));
    conversation.remove(0);
    Lane branch;
    QVERIFY(branch.session->adopt(conversation.upTo(1)));
    QCOMPARE(branch.session->history(), QList<Message>());
    QVERIFY(branch.session->send(u"And?"_s));
    FakeConnection *connection = nullptr;
    QCOMPARE(branch.messagesSent(connection), QStringList(u"user: And?"_s));
}

void TestChatSession::clearForgets()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    QVERIFY(lane.answer("Hello"));
    lane.log.clear();
    lane.session->clear();
    QCOMPARE(lane.takeLog(), QStringList(u"path: "_s));
    QVERIFY(lane.session->conversation().isEmpty());
    lane.session->send(u"Anew"_s);
    FakeConnection *connection = nullptr;
    QCOMPARE(lane.messagesSent(connection), QStringList(u"user: Anew"_s));
}

void TestChatSession::clearWhileStreaming()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    FakeConnection *connection = lane.server.nextRequest();
    lane.log.clear();
    lane.session->clear();
    QCOMPARE(lane.takeLog(), QStringList({u"finished 1, busy: you: Hi | it:  (Stopped)"_s, u"path: "_s}));
    QVERIFY(!lane.session->isBusy());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QCOMPARE(lane.takeLog(), QStringList());
}

namespace {

/// At which signal of a second question, which stands beside a failed first one, a handler acts.
void addSignals()
{
    QTest::addColumn<QString>("when");
    QTest::newRow("path changed") << u"path: "_s;
    QTest::newRow("question added") << u"added 2"_s;
    QTest::newRow("reply added") << u"added 3"_s;
    QTest::newRow("deltas") << u"deltas 3"_s;
    QTest::newRow("finished") << u"finished 3"_s;
}

/// Lets a lane fail once and ask again; `act` is called at the signal whose line in the log begins with
/// `when`.
void askAgain(Lane &lane, const QString &when, const std::function<void()> &act)
{
    lane.session->send(u"Wrong"_s);
    QVERIFY(lane.fail());
    lane.log.clear();
    bool acted = false;
    const auto watch = [&lane, &acted, when, act] {
        if (acted || lane.log.isEmpty() || !lane.log.last().startsWith(when))
            return;
        acted = true;
        act();
    };
    QObject context;
    QObject::connect(lane.session.get(), &ChatSession::pathChanged, &context, watch);
    QObject::connect(lane.session.get(), &ChatSession::turnAdded, &context, watch);
    QObject::connect(lane.session.get(), &ChatSession::deltasArrived, &context, watch);
    QObject::connect(lane.session.get(), &ChatSession::replyFinished, &context, watch);
    lane.session->send(u"Right"_s);
    if (!acted) {
        FakeConnection *connection = lane.server.nextRequest();
        QVERIFY(connection);
        connection->sendHead();
        connection->sendText("Hello");
        QVERIFY(eventually([&] { return acted || lane.log.last().contains(u"Hello"_s); }));
        connection->sendDone();
        QVERIFY(eventually([&acted] { return acted; }));
    }
    settle();
}

} // namespace

void TestChatSession::handlersMayStop_data()
{
    addSignals();
}

void TestChatSession::handlersMayStop()
{
    QFETCH(QString, when);
    Lane lane;
    askAgain(lane, when, [&lane] { lane.session->stop(); });
    QVERIFY(!lane.session->isBusy());
    QCOMPARE(lane.log.filter(u"finished 3"_s).size(), lane.log.filter(u"added 3"_s).size());
    lane.session->send(u"Once more"_s);
    FakeConnection *connection = lane.server.nextRequest();
    QVERIFY(connection);
    QVERIFY(connection->body().contains("Once more"));
}

void TestChatSession::handlersMayClear_data()
{
    addSignals();
}

void TestChatSession::handlersMayClear()
{
    QFETCH(QString, when);
    Lane lane;
    askAgain(lane, when, [&lane] { lane.session->clear(); });
    QVERIFY(!lane.session->isBusy());
    QVERIFY(lane.session->conversation().isEmpty());
    QCOMPARE(lane.log.filter(u"finished 3"_s).size(), lane.log.filter(u"added 3"_s).size());
}

void TestChatSession::handlersMayDelete_data()
{
    addSignals();
}

void TestChatSession::handlersMayDelete()
{
    QFETCH(QString, when);
    Lane lane;
    askAgain(lane, when, [&lane] { lane.session.reset(); });
    QVERIFY(!lane.session);
    QVERIFY(eventually(
        [&lane] { return lane.server.openConnectionCount() <= 1; })); // the failed one's, kept alive
}

void TestChatSession::finishedMaySendAgain()
{
    Lane lane;
    connect(
        lane.session.get(), &ChatSession::replyFinished, &lane, [&lane] { lane.session->send(u"Two"_s); },
        Qt::SingleShotConnection);
    lane.session->send(u"One"_s);
    FakeConnection *connection = lane.server.nextRequest();
    connection->sendWhole(200, "application/json", R"({"choices":[{"message":{"content":"1"}}]})");
    QVERIFY(lane.answer("2"));
    QCOMPARE(lane.path(), u"you: One | it: 1 | you: Two | it: 2"_s);
}

void TestChatSession::deletingClosesTheConnection()
{
    Lane lane;
    lane.session->send(u"Hi"_s);
    FakeConnection *connection = lane.server.nextRequest();
    lane.log.clear();
    lane.session.reset();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    QCOMPARE(lane.takeLog(), QStringList());
}

QTEST_GUILESS_MAIN(TestChatSession)
#include "tst_chatsession.moc"
