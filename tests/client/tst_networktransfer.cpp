// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networktransfer.h"
#include "demo/server/demogateway.h"

#include <QNetworkAccessManager>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace std::chrono_literals;
using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using TransferPointer = std::unique_ptr<NetworkTransfer, QScopedPointerDeleteLater>;

/// The thread of a network.
class NetworkThread
{
public:
    NetworkThread()
        : m_network(new QNetworkAccessManager)
    {
        m_network->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_network, &QObject::deleteLater);
        QObject::connect(
            m_network, &QNetworkAccessManager::finished, m_network, [this] { m_ended.release(); });
        m_thread.start();
    }
    ~NetworkThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(NetworkThread)

    void start(NetworkTransfer *transfer)
    {
        transfer->moveToThread(&m_thread);
        QMetaObject::invokeMethod(transfer, [transfer, network = m_network] { transfer->start(*network); });
    }

    /// Until a transfer is over, and all was done that comes of it.
    bool waitForAnswer()
    {
        return m_ended.tryAcquire(1, 10s) &&
               QMetaObject::invokeMethod(m_network, [] {}, Qt::BlockingQueuedConnection);
    }

private:
    QThread m_thread;
    QNetworkAccessManager *m_network;
    QSemaphore m_ended;
};

} // namespace

/// The thread of the test has no event loop while a transfer runs, as if it painted all the time.
class TestNetworkTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void needsNobodyElsesEventLoop();
    void tellsOnceUntilItIsTaken();

private:
    [[nodiscard]] TransferPointer chat() const;

    std::unique_ptr<DemoGateway> m_demo;
    QUrl m_url;
};

void TestNetworkTransfer::initTestCase()
{
    DemoSettings settings;
    settings.speed = 20;
    m_demo = std::make_unique<DemoGateway>(settings);
    m_url = m_demo->start().value();
    m_url.setPath(u"/api/chat"_s);
}

TransferPointer TestNetworkTransfer::chat() const
{
    WireRequest request{.url = m_url,
        .headers = {{"Content-Type", "application/json"}, {"Accept", "text/event-stream"}},
        .body = R"({"model":"ruflo-free","stream":true,"messages":[{"role":"user","content":"Hello"}]})"};
    return TransferPointer(new NetworkTransfer(std::move(request)));
}

void TestNetworkTransfer::needsNobodyElsesEventLoop()
{
    QSemaphore arrived;
    NetworkThread network;
    const TransferPointer transfer = chat();
    connect(transfer.get(), &Transfer::arrived, transfer.get(), [&arrived] { arrived.release(); });
    QCOMPARE(transfer->elapsed(), 0us);
    network.start(transfer.get());

    Arrivals all;
    while (!all.end) {
        QVERIFY(arrived.tryAcquire(1, 10s));
        Arrivals some = transfer->take();
        QVERIFY(!some.head || all.body.isEmpty());
        if (some.head)
            all.head = some.head;
        all.body += some.body;
        all.end = some.end;
    }
    QCOMPARE(all.head->status, 200);
    QVERIFY(!all.end->failure);
    QVERIFY(all.body.constLast().bytes.endsWith("data: [DONE]\n\n"));
    QVERIFY(all.head->at > 0us);
    QVERIFY(all.head->at < all.body.constLast().at);
    QVERIFY(all.body.constLast().at <= all.end->at);
    QVERIFY(all.end->at <= transfer->elapsed());
}

void TestNetworkTransfer::tellsOnceUntilItIsTaken()
{
    std::atomic<int> told = 0;
    NetworkThread network;
    const TransferPointer transfer = chat();
    connect(transfer.get(), &Transfer::arrived, transfer.get(), [&told] { ++told; });
    network.start(transfer.get());
    QVERIFY(network.waitForAnswer());
    QCOMPARE(told.load(), 1);
    QVERIFY(transfer->take().end);
}

QTEST_GUILESS_MAIN(TestNetworkTransfer)
#include "tst_networktransfer.moc"
