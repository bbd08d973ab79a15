// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/promptrounds.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>
#include <array>
#include <memory>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// Two sessions, each with a server of its own, and what their rounds signal, in a line.
class Pair : public QObject
{
public:
    Pair()
    {
        for (size_t i = 0; i < sessions.size(); ++i) {
            sessions[i] = std::make_unique<ChatSession>(&client);
            sessions[i]->setTarget(target(i));
            rounds.add(sessions[i].get());
        }
        connect(&rounds, &PromptRounds::promptReturned, this,
            [this](const Message &prompt) { log.append(u"returned "_s + prompt.text()); });
        connect(&rounds, &PromptRounds::finished, this, [this] { log.append(u"finished"_s); });
    }

    [[nodiscard]] Target target(size_t place)
    {
        return {.url = servers[place].url(), .headers = {}, .dialect = findDialect(u"chat-completions")};
    }
    /// From now on the session fails without a request.
    void bar(size_t place)
    {
        Target barred = target(place);
        barred.problem = ChatError{};
        sessions[place]->setTarget(barred);
    }
    void askBoth(const QString &prompt)
    {
        rounds.ask({sessions[0].get(), sessions[1].get()}, Message::of(Role::User, prompt));
    }
    void askOne(size_t place, const QString &prompt)
    {
        rounds.ask({sessions[place].get()}, Message::of(Role::User, prompt));
    }

    /// Answers the session's request, and waits until it is over.
    [[nodiscard]] bool answer(size_t place)
    {
        FakeConnection *connection = servers[place].nextRequest();
        if (!connection)
            return false;
        connection->sendHead();
        connection->sendText("Hello");
        connection->sendDone();
        connection->endBody();
        return isIdle(place);
    }
    /// Answers it with an error, and waits until it is over.
    [[nodiscard]] bool fail(size_t place) { return breakOff(place) && isIdle(place); }
    [[nodiscard]] bool breakOff(size_t place)
    {
        FakeConnection *connection = servers[place].nextRequest();
        if (connection)
            connection->sendWhole(500, "application/json", R"({"error":{"message":"broken"}})");
        return connection;
    }
    [[nodiscard]] bool isIdle(size_t place)
    {
        return eventually([this, place] { return !sessions[place]->isBusy(); });
    }
    [[nodiscard]] QString takeLog() { return std::exchange(log, {}).join(u", "_s); }

    std::array<FakeServer, 2> servers;
    ChatClient client;
    std::array<std::unique_ptr<ChatSession>, 2> sessions;
    PromptRounds rounds;
    QStringList log;
};

const QString Nothing;
const QString Finished = u"finished"_s;
const QString Returned = u"finished, returned Hi"_s;

} // namespace

/// What becomes of a prompt that went to several sessions.
class TestPromptRounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySessionIsAsked();
    void aPromptThatNobodyAnswersComesBackOnce();
    void aPromptThatCannotBeSentComesBackOnce();
    void aBlankPromptComesBack();
    void aSessionWithABlankPromptIsNotWaitedFor();
    void aPromptThatIsStoppedComesBackOnce();
    void aPromptThatOneAnswersStays_data();
    void aPromptThatOneAnswersStays();
    void aFailureAtOnceIsNotTheEnd();
    void whatCameBeforeTheStopIsAnAnswer();
    void aSessionThatWaitsForItsLimitMayStillAnswer();
    void askingAgainInVainReturnsThePromptAgain();
    void askingAgainInVainStaysWhereAnotherAnswered();
    void anOlderAnswerCounts();
    void answersToAnEarlierPromptCount();
    void answersToALaterPromptDoNot();
    void theSameWordsAreAnotherPrompt();
    void anEditedQuestionComesBackWhateverOthersSay();
    void clearingReturnsNothing();
    void anAnswerThatWasClearedCountsNoMore();
    void anAnswerThatWasDeletedCountsNoMore();
    void aDeletedSessionIsNotWaitedFor();
    void clearingAnIdleSessionIsNotTheEnd();
    void asksOnInAHandler();
    void clearsInAHandler();
};

void TestPromptRounds::everySessionIsAsked()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.answer(0));
    QCOMPARE(pair.takeLog(), Nothing);
    QVERIFY(pair.answer(1));
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::aPromptThatNobodyAnswersComesBackOnce()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(1));
    QCOMPARE(pair.takeLog(), Nothing);
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::aPromptThatCannotBeSentComesBackOnce()
{
    Pair pair;
    pair.bar(0);
    pair.bar(1);
    pair.askBoth(u"Hi"_s);
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::aBlankPromptComesBack()
{
    Pair pair;
    for (const auto &session : pair.sessions)
        session->setParameters({}, {{.name = u"x"_s, .value = QString()}});
    pair.askBoth(u"{{x}}"_s);
    QCOMPARE(pair.takeLog(), u"returned {{x}}"_s);
}

void TestPromptRounds::aSessionWithABlankPromptIsNotWaitedFor()
{
    Pair pair;
    pair.sessions[0]->setParameters({}, {{.name = u"x"_s, .value = u"Hi"_s}});
    pair.sessions[1]->setParameters({}, {{.name = u"x"_s, .value = QString()}});
    pair.askBoth(u"{{x}}"_s);
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), u"finished, returned {{x}}"_s);
}

void TestPromptRounds::aPromptThatIsStoppedComesBackOnce()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    pair.sessions[0]->stop();
    QCOMPARE(pair.takeLog(), Nothing);
    pair.sessions[1]->stop();
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::aPromptThatOneAnswersStays_data()
{
    QTest::addColumn<bool>("failsFirst");
    QTest::newRow("it fails before the other answers") << true;
    QTest::newRow("it fails after the other has answered") << false;
}

void TestPromptRounds::aPromptThatOneAnswersStays()
{
    QFETCH(const bool, failsFirst);
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(failsFirst ? pair.fail(0) && pair.answer(1) : pair.answer(1) && pair.fail(0));
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::aFailureAtOnceIsNotTheEnd()
{
    Pair pair;
    pair.bar(0);
    pair.askBoth(u"Hi"_s);
    QCOMPARE(pair.takeLog(), Nothing);
    QVERIFY(pair.fail(1));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::whatCameBeforeTheStopIsAnAnswer()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    FakeConnection *connection = pair.servers[0].nextRequest();
    QVERIFY(connection);
    connection->sendHead();
    connection->sendText("Hel");
    const Conversation &conversation = pair.sessions[0]->conversation();
    QVERIFY(eventually([&] { return conversation.turn(1).reply().saysSomething(); }));
    pair.sessions[0]->stop();
    pair.sessions[1]->stop();
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::aSessionThatWaitsForItsLimitMayStillAnswer()
{
    Pair pair;
    Target limited = pair.target(0);
    limited.limit = {.group = u"key"_s, .requestsPerMinute = 1};
    pair.sessions[0]->setTarget(limited);
    pair.askOne(0, u"First"_s);
    QVERIFY(pair.answer(0));
    QCOMPARE(pair.takeLog(), Finished);

    const QSignalSpy waiting(pair.sessions[0].get(), &ChatSession::waiting);
    pair.askBoth(u"Hi"_s);
    QVERIFY(eventually([&] { return waiting.count() == 1; }));
    QVERIFY(pair.fail(1));
    QCOMPARE(pair.takeLog(), Nothing);
    pair.sessions[0]->stop();
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::askingAgainInVainReturnsThePromptAgain()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0) && pair.fail(1));
    QCOMPARE(pair.takeLog(), Returned);
    QVERIFY(pair.sessions[0]->regenerate());
    QVERIFY(pair.sessions[1]->regenerate());
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Nothing);
    QVERIFY(pair.fail(1));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::askingAgainInVainStaysWhereAnotherAnswered()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0) && pair.answer(1));
    QCOMPARE(pair.takeLog(), Finished);
    QVERIFY(pair.sessions[0]->regenerate());
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::anOlderAnswerCounts()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0) && pair.answer(1));
    QVERIFY(pair.sessions[1]->regenerate());
    QVERIFY(pair.fail(1));
    pair.log.clear();
    QVERIFY(pair.sessions[0]->regenerate());
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::answersToAnEarlierPromptCount()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.answer(0));
    pair.askOne(0, u"And?"_s);
    QVERIFY(pair.answer(0));
    QVERIFY(pair.fail(1));
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::answersToALaterPromptDoNot()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0) && pair.fail(1));
    pair.askOne(1, u"And?"_s);
    QVERIFY(pair.answer(1));
    pair.log.clear();
    QVERIFY(pair.sessions[0]->regenerate());
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::theSameWordsAreAnotherPrompt()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.answer(0) && pair.answer(1));
    QCOMPARE(pair.takeLog(), Finished);
    pair.askOne(1, u"Hi"_s);
    QVERIFY(pair.fail(1));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::anEditedQuestionComesBackWhateverOthersSay()
{
    Pair pair;
    pair.askBoth(u"Well"_s);
    QVERIFY(pair.answer(0));
    QVERIFY(pair.sessions[0]->editAndResend(0, u"Hi"_s));
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), u"returned Hi"_s);
    QVERIFY(pair.answer(1));
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::clearingReturnsNothing()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0));
    pair.sessions[1]->clear();
    QCOMPARE(pair.takeLog(), Finished);
}

void TestPromptRounds::anAnswerThatWasClearedCountsNoMore()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0) && pair.answer(1));
    pair.sessions[1]->clear();
    pair.askOne(1, u"Something else"_s); // in the same place of its conversation
    QVERIFY(pair.answer(1));
    pair.log.clear();
    QVERIFY(pair.sessions[0]->regenerate());
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::anAnswerThatWasDeletedCountsNoMore()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0) && pair.answer(1));
    QVERIFY(pair.sessions[1]->remove(1));
    pair.log.clear();
    QVERIFY(pair.sessions[0]->regenerate());
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::aDeletedSessionIsNotWaitedFor()
{
    Pair pair;
    pair.askBoth(u"Hi"_s);
    pair.sessions[1].reset();
    QCOMPARE(pair.takeLog(), Nothing);
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Returned);
}

void TestPromptRounds::clearingAnIdleSessionIsNotTheEnd()
{
    Pair pair;
    pair.sessions[0]->clear();
    pair.askOne(0, u"Hi"_s);
    pair.sessions[1]->clear();
    QCOMPARE(pair.takeLog(), Nothing);
}

void TestPromptRounds::asksOnInAHandler()
{
    Pair pair;
    QObject context;
    connect(&pair.rounds, &PromptRounds::promptReturned, &context, [&](const Message &prompt) {
        if (prompt.text() == "Hi"_L1)
            pair.askBoth(u"Hello"_s);
    });
    pair.askBoth(u"Hi"_s);
    QVERIFY(pair.fail(0));
    QVERIFY(pair.breakOff(1));
    QVERIFY(eventually([&] { return !pair.log.isEmpty(); }));
    QCOMPARE(pair.takeLog(), Returned);
    QVERIFY(pair.sessions[0]->isBusy() && pair.sessions[1]->isBusy());
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Nothing);
    QVERIFY(pair.fail(1));
    QCOMPARE(pair.takeLog(), u"finished, returned Hello"_s);
}

void TestPromptRounds::clearsInAHandler()
{
    Pair pair;
    ChatSession *session = pair.sessions[0].get();
    connect(session, &ChatSession::replyFinished, session, &ChatSession::clear);
    pair.askOne(0, u"Hi"_s);
    QVERIFY(pair.fail(0));
    QCOMPARE(pair.takeLog(), Finished);
}

QTEST_GUILESS_MAIN(TestPromptRounds)
#include "tst_promptrounds.moc"
