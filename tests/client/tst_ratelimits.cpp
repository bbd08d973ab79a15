// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/exchange.h"
#include "client/repetition.h"
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "support/manualclock.h"
#include "wire/dialects/registry.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Limit = 10;

void answer(FakeConnection *connection)
{
    connection->sendHead();
    connection->sendText("Hello");
    connection->sendDone();
    connection->endBody();
}

Usage tokens(std::optional<qint64> input, std::optional<qint64> output, std::optional<qint64> total = {})
{
    Usage usage;
    usage.inputTokens = input;
    usage.outputTokens = output;
    usage.totalTokens = total;
    return usage;
}

Usage credits(double used, double remaining)
{
    Usage usage;
    usage.creditsUsed = used;
    usage.creditsRemaining = remaining;
    return usage;
}

} // namespace

/// What all requests of a key wait for, whoever sends them. The clock is the test's own.
class TestRateLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void FF_38_theRestWaitsForAFreeSlot();
    void FF_38_sayUntilWhenItWaits();
    void theOrderIsKept();
    void FF_42_anotherKeyDoesNotWait();
    void withoutALimitNothingWaits();
    void timesCountFromTheRequestOn();
    void stopWhileItWaits();
    void whoStopsMakesRoom();
    void clearWhileItWaits();
    void deleteWhileItWaits();
    void aHandlerMayStopTheOthers();
    void whoIsBehindOneThatAHandlerStopsIsToldAnew();
    void allSessionsShareTheLimit();
    void repeatsShareTheLimit();
    void retryAfterOfARepeatHoldsTheOthers();
    void anotherLimitHoldsFromNowOn();
    void FF_38_429WithATimeHoldsTheKey();
    void X_04_absurdTimeHoldsNothing();
    void overloadHoldsNotTheKey();
    void useCountsAMinuteThatSlides();
    void FF_42_useIsOfOneKey();
    void useSaysWhenTheLastGoes();
    void FF_20_creditsAreTheServersWord();
    void FF_39_tokensOfTheDay();
    void clockSetBackKeepsTheDay();
    void clockThatWasAheadAddsNoDaysUp();
    void suspendAndWakeIsNoBurst();
    void thirtyDaysUp();

private:
    [[nodiscard]] Target target(const QString &group = u"key"_s, int limit = Limit) const;
    Exchange *ask(const Target &target, const QString &prompt = u"hi"_s);
    void askTimes(int count);
    void pass(std::chrono::seconds time);
    [[nodiscard]] KeyUse use() const { return m_client->rateLimits().use(target().limit); }

    ManualClock m_clock;
    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<ChatClient> m_client;
    QObject m_parent;
};

void TestRateLimits::init()
{
    m_clock.setUtc(QDateTime(QDate(2026, 11, 28), QTime(12, 0), QTimeZone::UTC));
    m_server = std::make_unique<FakeServer>();
    m_client = std::make_unique<ChatClient>(nullptr, &m_clock);
}

Target TestRateLimits::target(const QString &group, int limit) const
{
    Target target{.url = m_server->url(), .headers = {}, .dialect = findDialect(u"chat-completions")};
    target.limit = {.group = group, .requestsPerMinute = limit};
    return target;
}

Exchange *TestRateLimits::ask(const Target &target, const QString &prompt)
{
    ChatRequest request;
    request.messages = {Message::of(Role::User, prompt)};
    return m_client->start(target, request, &m_parent);
}

void TestRateLimits::askTimes(int count)
{
    for (int i = 0; i < count; ++i)
        ask(target());
}

void TestRateLimits::pass(std::chrono::seconds time)
{
    m_clock.pass(time);
}

void TestRateLimits::FF_38_theRestWaitsForAFreeSlot()
{
    askTimes(15);
    QVERIFY(eventually([this] { return m_server->requestCount() == Limit; }));
    settle();
    pass(59s);
    settle();
    QCOMPARE(m_server->requestCount(), Limit);
    pass(3s);
    QVERIFY(eventually([this] { return m_server->requestCount() == 15; }));
}

void TestRateLimits::FF_38_sayUntilWhenItWaits()
{
    askTimes(Limit);
    m_clock.pass(10s);
    const QSignalSpy first(ask(target()), &Exchange::waiting);
    for (int i = 0; i < Limit - 1; ++i)
        ask(target());
    const QSignalSpy later(ask(target()), &Exchange::waiting); // has to wait for the first of these
    QCOMPARE(first.count(), 0);                                // never from within
    QVERIFY(eventually([&] { return later.count() > 0; }));
    QCOMPARE(first.last().first().value<std::chrono::milliseconds>(), 51s);
    QCOMPARE(later.last().first().value<std::chrono::milliseconds>(), 51s + 61s);
    pass(51s);
    QCOMPARE(first.last().first().value<std::chrono::milliseconds>(), 0s);
    QCOMPARE(later.last().first().value<std::chrono::milliseconds>(), 61s);
}

void TestRateLimits::theOrderIsKept()
{
    const Target one = target(u"key"_s, 1);
    for (const QString &prompt : {u"a"_s, u"b"_s, u"c"_s})
        ask(one, prompt);
    for (const char *prompt : {"\"a\"", "\"b\"", "\"c\""}) {
        const FakeConnection *connection = m_server->nextRequest();
        QVERIFY(connection);
        QVERIFY2(connection->body().contains(prompt), connection->body());
        pass(61s);
    }
}

void TestRateLimits::FF_42_anotherKeyDoesNotWait()
{
    askTimes(15);
    ask(target(u"other"_s));
    QVERIFY(eventually([this] { return m_server->requestCount() == Limit + 1; }));
}

void TestRateLimits::withoutALimitNothingWaits()
{
    Target free = target();
    free.limit.requestsPerMinute.reset();
    for (int i = 0; i < 30; ++i)
        ask(free);
    QVERIFY(eventually([this] { return m_server->requestCount() == 30; }));
}

void TestRateLimits::timesCountFromTheRequestOn()
{
    ask(target(u"key"_s, 1));
    answer(m_server->nextRequest());
    Exchange *exchange = ask(target(u"key"_s, 1));
    const QSignalSpy waiting(exchange, &Exchange::waiting);
    const QSignalSpy finished(exchange, &Exchange::finished);
    QVERIFY(eventually([&] { return waiting.count() == 1; }));
    QElapsedTimer sinceItGoes;
    sinceItGoes.start();
    pass(61s);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    answer(connection);
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    const auto longest = std::chrono::milliseconds(sinceItGoes.elapsed() + 1);
    const auto reply = finished.first().first().value<Reply>();
    QVERIFY(reply.timing.sent && reply.timing.firstToken && reply.timing.total);
    QVERIFY(*reply.timing.firstToken <= longest && *reply.timing.total <= longest);
}

void TestRateLimits::stopWhileItWaits()
{
    ask(target(u"key"_s, 1));
    QVERIFY(m_server->nextRequest());
    ChatSession session(m_client.get());
    session.setTarget(target(u"key"_s, 1));
    const QSignalSpy waiting(&session, &ChatSession::waiting);
    const QSignalSpy finished(&session, &ChatSession::replyFinished);
    const QSignalSpy returned(&session, &ChatSession::promptReturned);
    QVERIFY(session.send(u"later"_s));
    QVERIFY(eventually([&] { return waiting.count() == 1; }));
    session.stop();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(returned.count(), 1);
    QCOMPARE(returned.first().first().value<Message>().text(), u"later"_s);
    const Conversation &conversation = session.conversation();
    QCOMPARE(conversation.turn(conversation.last()).reply().state, Reply::State::Stopped);
    QCOMPARE(conversation.turn(conversation.last()).reply().timing, Timing());
    pass(61s);
    settle();
    QCOMPARE(m_server->requestCount(), 1);
    QCOMPARE(finished.count(), 1);
}

void TestRateLimits::whoStopsMakesRoom()
{
    ask(target(u"key"_s, 1));
    Exchange *first = ask(target(u"key"_s, 1));
    const QSignalSpy second(ask(target(u"key"_s, 1)), &Exchange::waiting);
    QVERIFY(eventually([&] { return second.count() == 1; }));
    QCOMPARE(second.last().first().value<std::chrono::milliseconds>(), 122s);
    first->stop();
    QVERIFY(eventually([&] { return second.count() == 2; }));
    QCOMPARE(second.last().first().value<std::chrono::milliseconds>(), 61s);
}

void TestRateLimits::clearWhileItWaits()
{
    ask(target(u"key"_s, 1));
    QVERIFY(m_server->nextRequest());
    ChatSession session(m_client.get());
    session.setTarget(target(u"key"_s, 1));
    const QSignalSpy returned(&session, &ChatSession::promptReturned);
    QVERIFY(session.send(u"later"_s));
    session.clear();
    pass(61s);
    settle();
    QCOMPARE(m_server->requestCount(), 1);
    QCOMPARE(returned.count(), 0);
    QVERIFY(session.conversation().isEmpty() && !session.isBusy());
}

void TestRateLimits::deleteWhileItWaits()
{
    ask(target(u"key"_s, 1));
    QVERIFY(m_server->nextRequest());
    auto session = std::make_unique<ChatSession>(m_client.get());
    session->setTarget(target(u"key"_s, 1));
    QVERIFY(session->send(u"later"_s));
    session.reset();
    pass(61s);
    settle();
    QCOMPARE(m_server->requestCount(), 1);
}

void TestRateLimits::aHandlerMayStopTheOthers()
{
    ask(target(u"key"_s, 1));
    Exchange *first = ask(target(u"key"_s, 1));
    Exchange *second = ask(target(u"key"_s, 1));
    const QSignalSpy waiting(second, &Exchange::waiting);
    const QSignalSpy finished(second, &Exchange::finished);
    connect(first, &Exchange::waiting, second, &Exchange::stop);
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    settle();
    QCOMPARE(waiting.count(), 0); // nothing comes after the end
}

void TestRateLimits::whoIsBehindOneThatAHandlerStopsIsToldAnew()
{
    ask(target(u"key"_s, 1));
    Exchange *first = ask(target(u"key"_s, 1));
    Exchange *second = ask(target(u"key"_s, 1));
    const QSignalSpy third(ask(target(u"key"_s, 1)), &Exchange::waiting);
    connect(first, &Exchange::waiting, second, &Exchange::stop);
    QVERIFY(eventually([&] { return third.count() == 2; }));
    QVERIFY(third.at(1).first().value<std::chrono::milliseconds>() <
            third.at(0).first().value<std::chrono::milliseconds>());
}

void TestRateLimits::allSessionsShareTheLimit()
{
    std::vector<std::unique_ptr<ChatSession>> sessions;
    for (int i = 0; i < 15; ++i) {
        sessions.push_back(std::make_unique<ChatSession>(m_client.get()));
        sessions.back()->setTarget(target());
        QVERIFY(sessions.back()->send(u"hi"_s));
    }
    QVERIFY(eventually([this] { return m_server->requestCount() == Limit; }));
    settle();
    QCOMPARE(m_server->requestCount(), Limit);
    pass(61s);
    QVERIFY(eventually([this] { return m_server->requestCount() == 15; }));
}

void TestRateLimits::repeatsShareTheLimit()
{
    askTimes(Limit - 1);
    Repetition repetition(m_client.get());
    const QSignalSpy waiting(&repetition, &Repetition::waiting);
    ChatRequest request;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    repetition.start({{.target = target(), .request = request}}, 2);
    for (int i = 0; i < Limit; ++i)
        answer(m_server->nextRequest());
    QVERIFY(eventually([&] { return waiting.count() == 1; }));
    QCOMPARE(m_server->requestCount(), Limit);
    pass(61s);
    QVERIFY(eventually([this] { return m_server->requestCount() == Limit + 1; }));
    repetition.stop();
}

void TestRateLimits::retryAfterOfARepeatHoldsTheOthers()
{
    Repetition repetition(m_client.get());
    const QSignalSpy waiting(&repetition, &Repetition::waiting);
    ChatRequest request;
    request.messages = {Message::of(Role::User, u"Hi"_s)};
    repetition.start({{.target = target(), .request = request}}, 1);
    m_server->nextRequest()->sendWhole(
        429, "application/json", R"({"error":{"message":"no"}})", "Retry-After: 30\r\n");
    QVERIFY(eventually([&] { return waiting.count() == 1; }));
    ask(target());
    settle();
    QCOMPARE(m_server->requestCount(), 1);
    pass(30s);
    QVERIFY(eventually([this] { return m_server->requestCount() == 3; }));
    repetition.stop();
}

void TestRateLimits::anotherLimitHoldsFromNowOn()
{
    ask(target(u"key"_s, 1));
    ask(target(u"key"_s, 1));
    ask(target(u"key"_s, 3));
    QVERIFY(eventually([this] { return m_server->requestCount() == 3; }));
}

void TestRateLimits::FF_38_429WithATimeHoldsTheKey()
{
    const QSignalSpy finished(ask(target()), &Exchange::finished);
    m_server->nextRequest()->sendWhole(429, "application/json", "{}", "Retry-After: 30\r\n");
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    ask(target());
    settle();
    pass(29s);
    settle();
    QCOMPARE(m_server->requestCount(), 1);
    pass(1s);
    QVERIFY(eventually([this] { return m_server->requestCount() == 2; }));
}

void TestRateLimits::X_04_absurdTimeHoldsNothing()
{
    const QSignalSpy finished(ask(target()), &Exchange::finished);
    m_server->nextRequest()->sendWhole(429, "application/json", "{}", "Retry-After: 999999999\r\n");
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    ask(target());
    QVERIFY(eventually([this] { return m_server->requestCount() == 2; }));
}

void TestRateLimits::overloadHoldsNotTheKey()
{
    const QSignalSpy finished(ask(target()), &Exchange::finished);
    m_server->nextRequest()->sendWhole(503, "application/json", "{}", "Retry-After: 60\r\n");
    QVERIFY(eventually([&] { return finished.count() == 1; }));
    ask(target());
    QVERIFY(eventually([this] { return m_server->requestCount() == 2; }));
}

void TestRateLimits::useCountsAMinuteThatSlides()
{
    askTimes(3);
    QCOMPARE(use().requestsInMinute, 3);
    QCOMPARE(use().requestsPerMinute, Limit);
    pass(40s);
    askTimes(2);
    QCOMPARE(use().requestsInMinute, 5);
    pass(21s);
    QCOMPARE(use().requestsInMinute, 2);
    pass(1h);
    QCOMPARE(use().requestsInMinute, 0);
    QCOMPARE(use().requests, 5);
}

void TestRateLimits::FF_42_useIsOfOneKey()
{
    askTimes(3);
    QCOMPARE(m_client->rateLimits().use(target(u"other"_s).limit).requestsInMinute, 0);
    QCOMPARE(m_client->rateLimits().use(target(u"other"_s).limit).requestsPerMinute, Limit);
}

void TestRateLimits::useSaysWhenTheLastGoes()
{
    QCOMPARE(m_client->rateLimits().timeFor(target().limit, Limit), 0s);
    QCOMPARE(m_client->rateLimits().timeFor(target().limit, Limit + 1), 61s);
    askTimes(15);
    QCOMPARE(use().waiting, 5);
    QCOMPARE(use().lastGoesIn, 61s);
    QCOMPARE(m_client->rateLimits().timeFor(target().limit, 6), 122s);
    pass(20s);
    QCOMPARE(use().lastGoesIn, 41s);
    pass(41s);
    QCOMPARE(use().waiting, 0);
    QCOMPARE(use().requests, 15);
}

void TestRateLimits::FF_20_creditsAreTheServersWord()
{
    QVERIFY(!use().creditsLeft);
    m_client->rateLimits().note(target().limit, credits(0.21, 4837.79));
    m_client->rateLimits().note(target().limit, {});
    QCOMPARE(use().creditsLeft, 4837.79);
}

void TestRateLimits::FF_39_tokensOfTheDay()
{
    m_client->rateLimits().note(target().limit, tokens(10, 5, 20));
    m_client->rateLimits().note(target().limit, tokens(10, 5));
    QCOMPARE(use().tokensToday, 35);
    pass(11h);
    QCOMPARE(use().tokensToday, 35);
    pass(1h); // midnight
    QCOMPARE(use().tokensToday, 0);
    m_client->rateLimits().note(target().limit, tokens({}, {}, 7));
    QCOMPARE(use().tokensToday, 7);
}

void TestRateLimits::clockSetBackKeepsTheDay()
{
    m_client->rateLimits().note(target().limit, tokens({}, {}, 20));
    m_clock.setUtc(m_clock.utc().addDays(-2));
    QCOMPARE(use().tokensToday, 20);
    m_client->rateLimits().note(target().limit, tokens({}, {}, 5));
    QCOMPARE(use().tokensToday, 25);
    m_clock.setUtc(m_clock.utc().addDays(3));
    QCOMPARE(use().tokensToday, 0);
}

void TestRateLimits::clockThatWasAheadAddsNoDaysUp()
{
    const QDateTime today = m_clock.utc();
    m_clock.setUtc(today.addDays(30));
    m_client->rateLimits().note(target().limit, tokens({}, {}, 20));
    m_clock.setUtc(today);
    m_client->rateLimits().note(target().limit, tokens({}, {}, 5));
    QCOMPARE(use().tokensToday, 25);
    m_clock.setUtc(today.addDays(1));
    QCOMPARE(use().tokensToday, 0);
    m_client->rateLimits().note(target().limit, tokens({}, {}, 7));
    QCOMPARE(use().tokensToday, 7);
}

void TestRateLimits::suspendAndWakeIsNoBurst()
{
    askTimes(35);
    QVERIFY(eventually([this] { return m_server->requestCount() == Limit; }));
    pass(8h); // more minutes than the waiting ones need
    settle();
    QVERIFY(eventually([this] { return m_server->requestCount() == 2 * Limit; }));
    settle();
    QCOMPARE(m_server->requestCount(), 2 * Limit);
    QCOMPARE(use().lastGoesIn, 2 * 61s);
}

void TestRateLimits::thirtyDaysUp()
{
    pass(std::chrono::days(30));
    askTimes(15);
    QCOMPARE(use().requestsInMinute, Limit);
    QCOMPARE(use().lastGoesIn, 61s);
}

QTEST_GUILESS_MAIN(TestRateLimits)
#include "tst_ratelimits.moc"
