// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httptransfer.h"
#include "demo/server/demogateway.h"

#include <QDeadlineTimer>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace std::chrono_literals;
using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

using TransferPointer = std::unique_ptr<HttpTransfer, QScopedPointerDeleteLater>;

/// The thread of a network.
class NetworkThread
{
public:
    NetworkThread()
        : m_network(new Network)
    {
        m_network->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_network, &QObject::deleteLater);
        m_thread.start();
    }
    ~NetworkThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(NetworkThread)

    void start(HttpTransfer *transfer)
    {
        transfer->moveToThread(&m_thread);
        QMetaObject::invokeMethod(transfer, [transfer, network = m_network] { transfer->start(*network); });
    }

    /// Waits until a connection to the URL's server is free for the next request, which an answer that has
    /// come whole leaves; takes it.
    bool takeConnection(const QUrl &url)
    {
        const QDeadlineTimer patience(10s);
        bool isThere = false;
        const auto take = [this, &url, &isThere] {
            isThere = m_network->take(m_network->routeTo(url)) != nullptr;
        };
        while (!isThere && !patience.hasExpired()) {
            QMetaObject::invokeMethod(m_network, take, Qt::BlockingQueuedConnection);
            QThread::yieldCurrentThread();
        }
        return isThere;
    }

private:
    QThread m_thread;
    Network *m_network;
};

} // namespace

/// The thread of the test has no event loop while a transfer runs, as if it painted all the time.
class TestHttpTransfer : public QObject
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

void TestHttpTransfer::initTestCase()
{
    DemoSettings settings;
    settings.speed = 20;
    m_demo = std::make_unique<DemoGateway>(settings);
    m_url = m_demo->start().value();
    m_url.setPath(u"/api/chat"_s);
}

TransferPointer TestHttpTransfer::chat() const
{
    WireRequest request{.url = m_url,
        .headers = {{"Content-Type", "application/json"}, {"Accept", "text/event-stream"}},
        .body = R"({"model":"ruflo-free","stream":true,"messages":[{"role":"user","content":"Hello"}]})"};
    return TransferPointer(new HttpTransfer(std::move(request)));
}

void TestHttpTransfer::needsNobodyElsesEventLoop()
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

void TestHttpTransfer::tellsOnceUntilItIsTaken()
{
    std::atomic<int> told = 0;
    NetworkThread network;
    const TransferPointer transfer = chat();
    connect(transfer.get(), &Transfer::arrived, transfer.get(), [&told] { ++told; });
    network.start(transfer.get());
    QVERIFY(network.takeConnection(m_url));
    QCOMPARE(told.load(), 1);
    QVERIFY(transfer->take().end);
}

QTEST_GUILESS_MAIN(TestHttpTransfer)
#include "tst_httptransfer.moc"
