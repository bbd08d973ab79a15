// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/calllog.h"
#include "client/targetresolver.h"
#include "support/answeredcall.h"
#include "support/fakekeychain.h"
#include "wire/dialects/registry.h"

#include <QTest>

using namespace Parlance;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Kilobyte = 1024;

/// An ended call with so many bytes.
std::shared_ptr<Call> callOfSize(qint64 bytes)
{
    Reply reply;
    reply.state = Reply::State::Complete;
    const std::shared_ptr<Call> call = Test::answeredCall(reply);
    call->dialect = findDialect(u"chat-completions");
    call->sent.url = QUrl(u"https://h"_s);
    call->recording.head = {.status = 200, .headers = {}, .at = 1us};
    call->recording.append(QByteArray(bytes, 'x'), 2us);
    call->recording.end = {.at = 3us};
    call->recording.squeeze();
    return call;
}

QList<bool> dropped(const QList<std::shared_ptr<Call>> &calls)
{
    QList<bool> dropped;
    for (const std::shared_ptr<Call> &call : calls)
        dropped << call->bytesDropped;
    return dropped;
}

} // namespace

class TestCallLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsTheOldestBytesFirst();
    void whatIsNoChatHasHalfOfIt();
    void aSmallerBudgetTakesEffectAtOnce();
    void aRunningCallKeepsItsBytes();
    void countsRequestsToo();
    void forgetsCallsThatNobodyKeeps();
    void whatWasDroppedSaysSo();
    void remembersTheKeysThatWent();
    void redactsKeysThatWentAndThoseThatGoNext();
};

void TestCallLog::dropsTheOldestBytesFirst()
{
    CallLog log;
    log.setBudget(250 * Kilobyte);
    QList<std::shared_ptr<Call>> calls;
    for (int i = 0; i < 3; ++i) {
        calls << callOfSize(100 * Kilobyte);
        log.add(calls.last());
        log.keepBudget();
    }
    QCOMPARE(dropped(calls), QList<bool>({true, false, false}));
    QVERIFY(log.heldBytes() <= log.budget());
    QCOMPARE(calls.at(1)->recording.size(), 100 * Kilobyte);
}

void TestCallLog::whatIsNoChatHasHalfOfIt()
{
    CallLog log;
    log.setBudget(400 * Kilobyte);
    const QList<std::shared_ptr<Call>> calls{
        callOfSize(100 * Kilobyte), callOfSize(150 * Kilobyte), callOfSize(100 * Kilobyte)};
    calls.at(1)->dialect = nullptr;
    calls.at(2)->dialect = nullptr;
    for (const std::shared_ptr<Call> &call : calls)
        log.add(call);
    log.keepBudget();
    QCOMPARE(dropped(calls), QList<bool>({false, true, false}));
}

void TestCallLog::aSmallerBudgetTakesEffectAtOnce()
{
    CallLog log;
    const QList<std::shared_ptr<Call>> calls{callOfSize(100 * Kilobyte), callOfSize(100 * Kilobyte)};
    for (const std::shared_ptr<Call> &call : calls)
        log.add(call);
    log.keepBudget();
    QCOMPARE(dropped(calls), QList<bool>({false, false}));
    log.setBudget(0);
    QCOMPARE(dropped(calls), QList<bool>({true, true}));
    QCOMPARE(log.heldBytes(), 0);
}

void TestCallLog::aRunningCallKeepsItsBytes()
{
    CallLog log;
    log.setBudget(50 * Kilobyte);
    const QList<std::shared_ptr<Call>> calls{callOfSize(100 * Kilobyte), callOfSize(100 * Kilobyte)};
    calls.first()->reply.state = Reply::State::Streaming;
    calls.first()->dialect = findDialect(u"chat-completions");
    for (const std::shared_ptr<Call> &call : calls)
        log.add(call);
    log.keepBudget();
    QCOMPARE(dropped(calls), QList<bool>({false, true}));
}

void TestCallLog::countsRequestsToo()
{
    CallLog log;
    const QList<std::shared_ptr<Call>> calls{callOfSize(0), callOfSize(Kilobyte)};
    calls.first()->sent.body = QByteArray(100 * Kilobyte, 'x');
    for (const std::shared_ptr<Call> &call : calls)
        log.add(call);
    QVERIFY(log.heldBytes() >= 101 * Kilobyte);
    log.setBudget(50 * Kilobyte);
    QCOMPARE(dropped(calls), QList<bool>({true, false}));
    QVERIFY(calls.first()->sent.body.isEmpty());
}

void TestCallLog::forgetsCallsThatNobodyKeeps()
{
    CallLog log;
    std::shared_ptr<Call> kept = callOfSize(100 * Kilobyte);
    log.add(kept);
    log.add(callOfSize(100 * Kilobyte));
    QVERIFY(log.heldBytes() >= 100 * Kilobyte);
    QVERIFY(log.heldBytes() < 200 * Kilobyte);
    kept.reset();
    QCOMPARE(log.heldBytes(), 0);
}

void TestCallLog::whatWasDroppedSaysSo()
{
    CallLog log;
    const std::shared_ptr<Call> call = callOfSize(100 * Kilobyte);
    call->reply.model = u"m"_s;
    log.add(call);
    log.setBudget(0);
    QVERIFY(call->bytesDropped);
    QCOMPARE(call->recording.size(), 0);
    QVERIFY(Recording::Reader(call->recording).atEnd());
    QCOMPARE(call->recording.head->status, 200);
    QCOMPARE(call->recording.end->at, 3us);
    QCOMPARE(call->reply.model, u"m"_s);
    QCOMPARE(call->sent.url, QUrl(u"https://h"_s));
}

void TestCallLog::remembersTheKeysThatWent()
{
    CallLog log;
    const WireHeaders headers = wireHeaders({{"Authorization", "Bearer sk-live-0123456789"}});
    for (const bool isDemo : {true, false, false}) {
        const std::shared_ptr<Call> call = callOfSize(1);
        call->isDemo = isDemo;
        call->sent.headers = isDemo ? wireHeaders({{"x-api-key", "an-embedded-demo"}}) : headers;
        log.add(call);
    }
    QCOMPARE(log.keys(), QList<Secret>{Secret("sk-live-0123456789")});
}

void TestCallLog::redactsKeysThatWentAndThoseThatGoNext()
{
    CallLog log;
    const std::shared_ptr<Call> call = callOfSize(1);
    call->sent.headers = wireHeaders({{"x-api-key", "sk-went-0123456789"}});
    log.add(call);
    TargetResolver resolver(
        Catalog::builtIn(), QUrl(), std::make_unique<KeyStore>(std::make_unique<FakeKeychain>()));
    resolver.setBaseUrl(u"ruapi"_s, QUrl(u"https://h"_s));
    resolver.keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(u"ruapi"_s, Secret("sk-next-0123456789"));
    resolver.allowKey(*resolver.catalog().find(u"ruapi"));
    QCOMPARE(redactionOf(log, resolver).of(u"sk-went-0123456789, sk-next-0123456789, sk-demo"_s),
        keyMask(18) + u", "_s + keyMask(18) + u", sk-demo"_s);
}

QTEST_GUILESS_MAIN(TestCallLog)
#include "tst_calllog.moc"
