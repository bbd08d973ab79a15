// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/exchange.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "wire/dialects/registry.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

/// A connection that was stopped before its request is empty, and may wait for another one.
bool noRequestIsOpen(FakeServer &server)
{
    return eventually([&server] { return server.requestCount() == 0 || server.openConnectionCount() == 0; });
}

/// How far an exchange has come when it is stopped or deleted.
enum class Phase { BeforeConnect, BeforeHead, BeforeFirstByte, HalfAChunk, MidStream, AfterLastByte };

Exchange *startAt(ChatClient &client, const QUrl &url)
{
    return client.start(
        {.url = url, .headers = {}, .dialect = findDialect(u"chat-completions")}, ChatRequest{}, nullptr);
}

bool textIs(const Exchange &exchange, const QString &text)
{
    return eventually([&] { return exchange.reply().first().text() == text; });
}

/// Takes the exchange to a phase. Gives the server's side of its connection, or null before there is one.
FakeConnection *advance(FakeServer &server, const Exchange &exchange, Phase phase)
{
    if (phase == Phase::BeforeConnect)
        return nullptr;
    FakeConnection *connection = server.nextRequest();
    if (!connection || phase == Phase::BeforeHead)
        return connection;
    connection->sendHead();
    if (!eventually([&] { return exchange.reply().timing.headers.has_value(); }))
        return nullptr;
    if (phase == Phase::BeforeFirstByte)
        return connection;
    if (phase == Phase::HalfAChunk) {
        connection->write("40\r\ndata: {\"cho");
        return connection;
    }
    connection->sendText("Hel");
    if (phase == Phase::AfterLastByte)
        connection->sendText("lo");
    return textIs(exchange, phase == Phase::MidStream ? u"Hel"_s : u"Hello"_s) ? connection : nullptr;
}

void addPhases()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<QString>("text");
    QTest::newRow("before connect") << Phase::BeforeConnect << QString();
    QTest::newRow("before the head") << Phase::BeforeHead << QString();
    QTest::newRow("before the first byte") << Phase::BeforeFirstByte << QString();
    QTest::newRow("half a chunk") << Phase::HalfAChunk << QString();
    QTest::newRow("mid-stream") << Phase::MidStream << u"Hel"_s;
    QTest::newRow("after the last byte") << Phase::AfterLastByte << u"Hello"_s;
}

/// What a handler does to the exchange that calls it.
enum class Deed { Stop, Delete, DeleteLater };

void addDeeds()
{
    QTest::addColumn<Deed>("deed");
    QTest::newRow("stop") << Deed::Stop;
    QTest::newRow("delete at once") << Deed::Delete;
    QTest::newRow("delete later") << Deed::DeleteLater;
}

void perform(Deed deed, Exchange *exchange)
{
    switch (deed) {
    case Deed::Stop:
        exchange->stop();
        break;
    case Deed::Delete:
        delete exchange;
        break;
    case Deed::DeleteLater:
        exchange->deleteLater();
        break;
    }
}

} // namespace

class TestExchangeStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallWithoutAnAnswerHasItsTime();
    void stopFinishesAtOnceInEachPhase_data() { addPhases(); }
    void stopFinishesAtOnceInEachPhase();
    void deletingIsSilentInEachPhase_data() { addPhases(); }
    void deletingIsSilentInEachPhase();
    void aSecondStopDoesNothing();
    void stopAfterTheEndDoesNothing();
    void handlerOfDeltas_data() { addDeeds(); }
    void handlerOfDeltas();
    void handlerOfTheLastDeltas_data() { addDeeds(); }
    void handlerOfTheLastDeltas();
    void handlerOfFinished_data() { addDeeds(); }
    void handlerOfFinished();
    void handlerOfFinishedByStop_data() { addDeeds(); }
    void handlerOfFinishedByStop();
    void parentTakesTheExchangeAlong();
    void exactlyOnceWhateverHappens_data();
    void exactlyOnceWhateverHappens();

private:
    ChatClient m_client;
};

void TestExchangeStop::stopFinishesAtOnceInEachPhase()
{
    QFETCH(Phase, phase);
    QFETCH(QString, text);
    FakeServer server;
    const std::unique_ptr<Exchange> exchange(startAt(m_client, server.url()));
    QSignalSpy deltas(exchange.get(), &Exchange::deltasArrived);
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    FakeConnection *connection = advance(server, *exchange, phase);
    QCOMPARE(connection == nullptr, phase == Phase::BeforeConnect);
    const qsizetype before = deltas.size();

    exchange->stop();
    QCOMPARE(finished.size(), 1); // inside the call
    const auto reply = finished.first().first().value<Reply>();
    QCOMPARE(reply, exchange->reply());
    QCOMPARE(reply.state, Reply::State::Stopped);
    QCOMPARE(reply.first().text(), text);
    QVERIFY(!reply.error);
    QVERIFY(reply.timing.total);
    QVERIFY(!exchange->isRunning());

    QVERIFY(noRequestIsOpen(server));
    settle();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(deltas.size(), before);
}

void TestExchangeStop::deletingIsSilentInEachPhase()
{
    QFETCH(Phase, phase);
    FakeServer server;
    Exchange *exchange = startAt(m_client, server.url());
    QSignalSpy finished(exchange, &Exchange::finished);
    FakeConnection *connection = advance(server, *exchange, phase);
    QCOMPARE(connection == nullptr, phase == Phase::BeforeConnect);

    delete exchange;
    QVERIFY(noRequestIsOpen(server));
    QCOMPARE(finished.size(), 0);
}

void TestExchangeStop::aSecondStopDoesNothing()
{
    FakeServer server;
    const std::unique_ptr<Exchange> exchange(startAt(m_client, server.url()));
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    exchange->stop();
    const Reply reply = exchange->reply();
    exchange->stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(exchange->reply(), reply);
}

void TestExchangeStop::stopAfterTheEndDoesNothing()
{
    FakeServer server;
    const std::unique_ptr<Exchange> exchange(startAt(m_client, server.url()));
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    FakeConnection *connection = advance(server, *exchange, Phase::MidStream);
    connection->sendDone();
    QVERIFY(eventually([&finished] { return !finished.isEmpty(); }));
    exchange->stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(exchange->reply().state, Reply::State::Complete);
}

void TestExchangeStop::handlerOfDeltas()
{
    QFETCH(Deed, deed);
    FakeServer server;
    QPointer<Exchange> exchange = startAt(m_client, server.url());
    QSignalSpy deltas(exchange, &Exchange::deltasArrived);
    QSignalSpy finished(exchange, &Exchange::finished);
    connect(exchange, &Exchange::deltasArrived, this, [&exchange, deed] { perform(deed, exchange); });
    FakeConnection *connection = server.nextRequest();
    connection->sendHead();
    connection->sendText("Hel");
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    settle();
    QCOMPARE(deltas.size(), 1);
    QCOMPARE(finished.size(), deed == Deed::Stop ? 1 : 0);
    QCOMPARE(exchange.isNull(), deed != Deed::Stop);
    delete exchange;
}

void TestExchangeStop::handlerOfTheLastDeltas()
{
    QFETCH(Deed, deed);
    FakeServer server;
    QPointer<Exchange> exchange = startAt(m_client, server.url());
    QSignalSpy finished(exchange, &Exchange::finished);
    bool called = false;
    connect(exchange, &Exchange::deltasArrived, this, [&] {
        called = true;
        perform(deed, exchange);
    });
    // A plain answer: its deltas come with its end.
    server.nextRequest()->sendWhole(200, "application/json", R"({"choices":[{"message":{"content":"Hi"}}]})");
    QVERIFY(eventually([&called] { return called; }));
    settle();
    QCOMPARE(finished.size(), deed == Deed::Delete ? 0 : 1);
    QCOMPARE(exchange.isNull(), deed != Deed::Stop);
    if (exchange)
        QCOMPARE(exchange->reply().state, Reply::State::Stopped);
    delete exchange;
}

void TestExchangeStop::handlerOfFinished()
{
    QFETCH(Deed, deed);
    FakeServer server;
    QPointer<Exchange> exchange = startAt(m_client, server.url());
    QSignalSpy finished(exchange, &Exchange::finished);
    connect(exchange, &Exchange::finished, this, [&](const Reply &reply) {
        perform(deed, exchange);
        QCOMPARE(reply.first().text(), u"Hello"_s); // it outlives the exchange
    });
    FakeConnection *connection = advance(server, *exchange, Phase::AfterLastByte);
    QVERIFY(connection);
    connection->sendDone();
    QVERIFY(eventually([&finished] { return !finished.isEmpty(); }));
    settle();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(exchange.isNull(), deed != Deed::Stop);
    delete exchange;
}

void TestExchangeStop::handlerOfFinishedByStop()
{
    QFETCH(Deed, deed);
    FakeServer server;
    QPointer<Exchange> exchange = startAt(m_client, server.url());
    QSignalSpy finished(exchange, &Exchange::finished);
    connect(exchange, &Exchange::finished, this, [&] { perform(deed, exchange); });
    QVERIFY(advance(server, *exchange, Phase::MidStream));
    exchange->stop();
    settle();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(exchange.isNull(), deed != Deed::Stop);
    delete exchange;
}

void TestExchangeStop::parentTakesTheExchangeAlong()
{
    FakeServer server;
    auto parent = std::make_unique<QObject>();
    QPointer<Exchange> exchange =
        m_client.start({.url = server.url(), .headers = {}, .dialect = findDialect(u"chat-completions")},
            ChatRequest{}, parent.get());
    FakeConnection *connection = advance(server, *exchange, Phase::MidStream);
    QVERIFY(connection);
    parent.reset();
    QVERIFY(exchange.isNull());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestExchangeStop::exactlyOnceWhateverHappens_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestExchangeStop::exactlyOnceWhateverHappens()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    FakeServer server;
    QPointer<Exchange> exchange = startAt(m_client, server.url());
    QSignalSpy finished(exchange, &Exchange::finished);
    bool lateDeltas = false;
    bool deleted = false;
    connect(
        exchange, &Exchange::deltasArrived, this, [&] { lateDeltas = lateDeltas || !finished.isEmpty(); });

    FakeConnection *connection = nullptr;
    for (int step = random.bounded(12); step >= 0 && exchange; --step) {
        const int event = random.bounded(12);
        if (!connection && event < 4)
            connection = server.nextRequest();
        else if (connection && event == 0)
            connection->sendHead();
        else if (connection && event == 1)
            connection->sendText("x");
        else if (connection && event == 2)
            connection->sendDone();
        else if (connection && event == 3)
            connection->close();
        else if (connection && event == 4)
            connection->reset();
        else if (event == 5)
            exchange->stop();
        else if (event == 6 && random.bounded(3) == 0) {
            deleted = true;
            delete exchange;
        } else
            settle();
        if (!connection && exchange && !exchange->isRunning())
            break;
    }
    if (exchange && exchange->isRunning())
        exchange->stop();
    settle();
    const qsizetype expected = deleted && finished.isEmpty() ? 0 : 1;
    QCOMPARE(finished.size(), expected);
    QVERIFY(!lateDeltas);
    delete exchange;
    QVERIFY(noRequestIsOpen(server));
    QCOMPARE(finished.size(), expected);
    QVERIFY(server.requestCount() <= 1);
}

void TestExchangeStop::aCallWithoutAnAnswerHasItsTime()
{
    FakeServer server;
    const std::unique_ptr<Exchange> exchange(startAt(m_client, server.url()));
    QVERIFY(server.nextRequest());
    QVERIFY(eventually([&exchange] { return exchange->recording().startedAt.has_value(); }));
    exchange->stop();
    QVERIFY(exchange->recording().startedAt);
}

QTEST_GUILESS_MAIN(TestExchangeStop)
#include "tst_exchangestop.moc"
