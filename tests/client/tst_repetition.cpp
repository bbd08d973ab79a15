// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/repetition.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/manualclock.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Repetition::Task taskFor(const FakeServer &server, const QString &model)
{
    Repetition::Task task{
        .target = {.url = server.url(), .headers = {}, .dialect = findDialect(u"chat-completions")},
        .request = {}};
    task.target.limit.group = QString::fromLatin1(QTest::currentTestFunction());
    task.request.model = model;
    task.request.messages = {Message::of(Role::User, u"Hi"_s)};
    return task;
}

void answer(FakeConnection *connection)
{
    connection->sendHead();
    connection->sendText("Hello");
    connection->sendDone();
    connection->endBody();
}

void refuse(FakeConnection *connection, int status, const QByteArray &headers = {})
{
    connection->sendWhole(status, "application/json", R"({"error":{"message":"no"}})", headers);
}

} // namespace

class TestRepetition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksOneAfterTheOther();
    void tasksRunSideBySide();
    void FF_38_retryAfterIsWaitedForAndIsNoReply();
    void FF_38_sayHowLongItWaits();
    void RO_25_limitWithoutAnEndIsGivenUp();
    void X_05_hopelessFailuresAreGivenUp_data();
    void X_05_hopelessFailuresAreGivenUp();
    void aServersFailureIsAReplyLikeOthers();
    void stopEndsAtOnce();
    void aHandlerMayStop();
    void aHandlerMayDelete();
    void nothingToDoIsFinished();
    void startsAgain();
    void B_10_aPausedAnswerGoesOnWithinTheBound();
    void FF_38_saysWhenTheLastGoes();
    void pacerWithoutALimitNeverWaits();
    void FF_38_pacerKeepsToTheLimit();
    void pacerHolds();

private:
    [[nodiscard]] FakeConnection *next() const { return m_server->nextRequest(); }

    std::unique_ptr<FakeServer> m_server;
    ChatClient m_client;
};

void TestRepetition::init()
{
    m_server = std::make_unique<FakeServer>();
}

void TestRepetition::asksOneAfterTheOther()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    repetition.start({taskFor(*m_server, u"a"_s)}, 3);
    for (int i = 0; i < 3; ++i) {
        FakeConnection *connection = next();
        QVERIFY(connection);
        QCOMPARE(m_server->requestCount(), i + 1);
        QCOMPARE(replied.count(), i);
        answer(connection);
    }
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    QCOMPARE(replied.count(), 3);
    QCOMPARE(replied.first().at(1).value<std::shared_ptr<const Call>>()->reply.first().text(), u"Hello"_s);
    QVERIFY(!repetition.isRunning());
    settle();
    QCOMPARE(m_server->requestCount(), 3);
}

void TestRepetition::tasksRunSideBySide()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    repetition.start({taskFor(*m_server, u"a"_s), taskFor(*m_server, u"b"_s)}, 1);
    FakeConnection *first = next();
    FakeConnection *second = next();
    QVERIFY(first && second);
    const qsizetype secondTask = second->body().contains(R"("model":"b")") ? 1 : 0;
    answer(second);
    QVERIFY(eventually([&] { return replied.count() == 1; }));
    QCOMPARE(replied.first().first().value<qsizetype>(), secondTask);
    repetition.stop();
}

void TestRepetition::FF_38_retryAfterIsWaitedForAndIsNoReply()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    repetition.start({taskFor(*m_server, u"a"_s)}, 1);
    refuse(next(), 429, "Retry-After: 0\r\n");
    FakeConnection *again = next();
    QVERIFY(again);
    QCOMPARE(replied.count(), 0);
    answer(again);
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    QCOMPARE(replied.count(), 1);
    QCOMPARE(replied.first().at(1).value<std::shared_ptr<const Call>>()->reply.state, Reply::State::Complete);
}

void TestRepetition::FF_38_sayHowLongItWaits()
{
    Repetition repetition(&m_client);
    const QSignalSpy waiting(&repetition, &Repetition::waiting);
    repetition.start({taskFor(*m_server, u"a"_s)}, 1);
    refuse(next(), 429, "Retry-After: 300\r\n");
    QVERIFY(eventually([&] { return waiting.count() == 1; }));
    const auto time = waiting.first().at(1).value<std::chrono::milliseconds>();
    QVERIFY(time > 0ms && time <= 300s);
    QCOMPARE(m_server->requestCount(), 1);
}

void TestRepetition::RO_25_limitWithoutAnEndIsGivenUp()
{
    ManualClock clock;
    ChatClient client(nullptr, &clock);
    Repetition repetition(&client);
    const QSignalSpy waiting(&repetition, &Repetition::waiting);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy gaveUp(&repetition, &Repetition::gaveUp);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    Repetition::Task task = taskFor(*m_server, u"a"_s);
    task.target.limit.group = u"key"_s;
    repetition.start({task}, 50);
    for (const std::chrono::seconds wait : {2s, 4s, 8s}) {
        refuse(next(), 429);
        QVERIFY(eventually([&] {
            return !waiting.isEmpty() && waiting.last().at(1).value<std::chrono::milliseconds>() == wait;
        }));
        QCOMPARE(replied.count(), 0);
        clock.pass(wait);
    }
    refuse(next(), 429);
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    QCOMPARE(replied.count(), 1);
    QCOMPARE(gaveUp.count(), 1);
    QCOMPARE(m_server->requestCount(), 4);
}

void TestRepetition::X_05_hopelessFailuresAreGivenUp_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 402, 413, 501})
        QTest::addRow("%d", status) << status;
}

void TestRepetition::X_05_hopelessFailuresAreGivenUp()
{
    QFETCH(const int, status);
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy gaveUp(&repetition, &Repetition::gaveUp);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    repetition.start({taskFor(*m_server, u"a"_s)}, 50);
    refuse(next(), status);
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    QCOMPARE(replied.count(), 1);
    QCOMPARE(gaveUp.count(), 1);
    QCOMPARE(m_server->requestCount(), 1);
}

void TestRepetition::aServersFailureIsAReplyLikeOthers()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy gaveUp(&repetition, &Repetition::gaveUp);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    repetition.start({taskFor(*m_server, u"a"_s)}, 2);
    refuse(next(), 500);
    answer(next());
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    QCOMPARE(replied.at(0).at(1).value<std::shared_ptr<const Call>>()->reply.state, Reply::State::Failed);
    QCOMPARE(replied.at(1).at(1).value<std::shared_ptr<const Call>>()->reply.state, Reply::State::Complete);
    QCOMPARE(gaveUp.count(), 0);
}

void TestRepetition::stopEndsAtOnce()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    repetition.start({taskFor(*m_server, u"a"_s)}, 5);
    FakeConnection *connection = next();
    QVERIFY(connection);
    repetition.stop();
    QCOMPARE(finished.count(), 1);
    QVERIFY(eventually([&] { return !connection->isOpen(); }));
    repetition.stop();
    settle();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(replied.count(), 0);
    QCOMPARE(m_server->requestCount(), 1);
}

void TestRepetition::aHandlerMayStop()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    connect(&repetition, &Repetition::replied, &repetition, &Repetition::stop);
    repetition.start({taskFor(*m_server, u"a"_s)}, 5);
    answer(next());
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    settle();
    QCOMPARE(replied.count(), 1);
    QCOMPARE(m_server->requestCount(), 1);
}

void TestRepetition::aHandlerMayDelete()
{
    QPointer<Repetition> repetition = new Repetition(&m_client);
    connect(repetition, &Repetition::replied, this, [&repetition] { delete repetition; });
    repetition->start({taskFor(*m_server, u"a"_s)}, 5);
    refuse(next(), 401);
    QVERIFY(eventually([&] { return !repetition; }));
    settle();
    QCOMPARE(m_server->requestCount(), 1);
}

void TestRepetition::nothingToDoIsFinished()
{
    Repetition repetition(&m_client);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    repetition.start({}, 5);
    QCOMPARE(finished.count(), 0);
    QVERIFY(eventually([&] { return finished.count() == 1; }));
}

void TestRepetition::B_10_aPausedAnswerGoesOnWithinTheBound()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy paused(&repetition, &Repetition::paused);
    Repetition::Task task = taskFor(*m_server, u"claude"_s);
    task.target.dialect = findDialect(u"messages");
    task.request.stream = false;
    task.mostPauses = 2;
    repetition.start({task}, 2);
    const auto pause = [this] {
        FakeConnection *connection = next();
        if (connection)
            connection->sendWhole(200, "application/json",
                R"({"type":"message","content":[{"type":"text","text":"a"}],"stop_reason":"pause_turn"})");
        return connection ? connection->body().count(R"("role":"assistant")") : -1;
    };
    QCOMPARE(pause(), 0);
    QCOMPARE(pause(), 1);
    QCOMPARE(pause(), 1); // consecutive answers are one message: the third is the last
    QVERIFY(eventually([&] { return replied.count() == 1; }));
    QCOMPARE(paused.count(), 2);
    QCOMPARE(pause(), 0); // the next repeat begins anew
    QVERIFY(eventually([&] { return paused.count() == 3; }));
    repetition.stop();
}

void TestRepetition::startsAgain()
{
    Repetition repetition(&m_client);
    const QSignalSpy replied(&repetition, &Repetition::replied);
    const QSignalSpy finished(&repetition, &Repetition::finished);
    repetition.start({taskFor(*m_server, u"a"_s)}, 5);
    QVERIFY(next());
    repetition.stop();
    repetition.start({taskFor(*m_server, u"b"_s)}, 1);
    answer(next());
    QVERIFY(eventually([&] { return finished.count() == 2; }));
    QCOMPARE(replied.count(), 1);
}

void TestRepetition::FF_38_saysWhenTheLastGoes()
{
    ManualClock clock;
    ChatClient client(nullptr, &clock);
    Repetition repetition(&client);
    QCOMPARE(repetition.lastGoesIn(), 0s);
    Repetition::Task task = taskFor(*m_server, u"a"_s);
    task.target.limit = {.group = u"key"_s, .requestsPerMinute = 2};
    repetition.start({task, task}, 3); // six in all, two a minute
    next()->sendHead();                // or else the connections would be given up after 20 s
    next()->sendHead();
    QVERIFY(eventually([&client] {
        return std::ranges::all_of(
            client.calls().calls(), [](const auto &call) { return call->recording.head.has_value(); });
    }));
    QCOMPARE(repetition.lastGoesIn(), 122s);
    clock.pass(22s);
    QCOMPARE(repetition.lastGoesIn(), 100s);
    repetition.stop();
}

void TestRepetition::pacerWithoutALimitNeverWaits()
{
    Pacer pacer;
    const Pacer::Clock::time_point now(1h);
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(pacer.wait(now), 0ns);
        pacer.note(now);
    }
}

void TestRepetition::FF_38_pacerKeepsToTheLimit()
{
    Pacer pacer(10);
    Pacer::Clock::time_point now(1h);
    std::vector<Pacer::Clock::time_point> sent;
    for (int i = 0; i < 100; ++i) {
        now += pacer.wait(now);
        pacer.note(now);
        sent.push_back(now);
        now += 100ms;
    }
    for (size_t i = 10; i < sent.size(); ++i)
        QVERIFY(sent[i] - sent[i - 10] > 60s);   // never eleven within a minute
    QVERIFY(sent.back() - sent.front() < 10min); // and not slower than it must be
}

void TestRepetition::pacerHolds()
{
    Pacer pacer(10);
    const Pacer::Clock::time_point now(1h);
    pacer.holdUntil(now + 5s);
    pacer.holdUntil(now + 2s);
    QCOMPARE(pacer.wait(now), 5s);
    QCOMPARE(pacer.wait(now + 6s), 0ns);
}

QTEST_GUILESS_MAIN(TestRepetition)
#include "tst_repetition.moc"
