// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/httpconnection.h"

#include "connection.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;
using namespace Parlance::Demo;

/// The server's end of a pair of sockets.
class HttpConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreadAnswerIsGivenUp_data();
    void unreadAnswerIsGivenUp();
};

void HttpConnectionTest::unreadAnswerIsGivenUp_data()
{
    QTest::addColumn<bool>("ends");
    QTest::newRow("whole") << true;
    QTest::newRow("in the middle of a stream") << false;
}

void HttpConnectionTest::unreadAnswerIsGivenUp()
{
    QFETCH(const bool, ends);
    std::array<int, 2> sockets{};
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()), 0);
    const HttpLimits limits{.patience = 50ms, .idle = 1h, .lingering = 1h};
    auto *connection = new HttpConnection(sockets[0], limits, UploadPlaces(1), this);
    const QSignalSpy gone(connection, &QObject::destroyed);
    connect(connection, &HttpConnection::requestArrived, connection, [=] {
        const QByteArray large(8 << 20, 'a');
        if (ends)
            return connection->answer(200, {}, large);
        connection->beginStream(200, {});
        connection->writeChunk(large);
    });
    const QByteArray request = get("/");
    QCOMPARE(::send(sockets[1], request.constData(), static_cast<size_t>(request.size()), 0), request.size());
    QVERIFY(QTest::qWaitFor([&] { return gone.size() == 1; }, Patience));
    ::close(sockets[1]);
}

QTEST_GUILESS_MAIN(HttpConnectionTest)
#include "tst_httpconnection.moc"
