// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace Parlance {

/// One connection to a `FakeServer`, seen from the server's side. It does nothing by itself: each byte and
/// each phase of an answer is the test's own.
class FakeConnection : public QObject
{
    Q_OBJECT

public:
    explicit FakeConnection(QTcpSocket *socket, QObject *parent);

    /// The newest request that arrived whole: all of it, as it came over the wire.
    [[nodiscard]] const QByteArray &request() const { return m_request; }
    /// The headers of the newest request, with the request line.
    [[nodiscard]] QByteArray head() const;
    [[nodiscard]] QByteArray body() const;
    /// The value of a header of the newest request; names are compared without case. Null if it was not sent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;

    /// Sends bytes as they are; nothing happens once the connection has ended.
    void write(const QByteArray &bytes);
    /// Sends the head of an answer whose body comes in chunks.
    void sendHead(
        int status = 200, const QByteArray &contentType = "text/event-stream", const QByteArray &more = {});
    void sendChunk(const QByteArray &bytes);
    /// Sends one event of a chat-completions stream with this text, as a chunk.
    void sendText(const QByteArray &text);
    /// Sends the end mark of a stream, as a chunk.
    void sendDone();
    /// Ends the body in chunks; the connection stays open.
    void endBody();
    /// Sends a whole answer with a length.
    void sendWhole(
        int status, const QByteArray &contentType, const QByteArray &body, const QByteArray &more = {});

    /// Ends the connection after what was sent.
    void close();
    /// Breaks the connection: the other side sees a reset.
    void reset();
    [[nodiscard]] bool isOpen() const { return m_open; }

Q_SIGNALS:
    void requestArrived();
    /// The client, or the test, has ended the connection.
    void closed();

private:
    void read();

    QTcpSocket *m_socket;
    QByteArray m_pending;
    QByteArray m_request;
    bool m_open = true;
};

/// An HTTP server on loopback, on any free port, whose answers are written by the test.
class FakeServer : public QObject
{
    Q_OBJECT

public:
    FakeServer();

    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/api/chat")) const;
    /// Waits for the next request that was not handed out yet. Null after 10 s.
    [[nodiscard]] FakeConnection *nextRequest();
    /// Waits for the next connection that was not handed out yet, with or without a request. Null after 10 s.
    [[nodiscard]] FakeConnection *nextConnection();
    [[nodiscard]] qsizetype requestCount() const { return m_requestCount; }
    [[nodiscard]] qsizetype connectionCount() const { return m_connectionCount; }
    /// The connections that are open now.
    [[nodiscard]] qsizetype openConnectionCount() const;

    /// A URL at which nothing listens.
    [[nodiscard]] static QUrl closedUrl();

private:
    void accept();

    QTcpServer m_server;
    QList<FakeConnection *> m_connections; ///< all there ever were
    QList<FakeConnection *> m_newConnections;
    QList<FakeConnection *> m_newRequests;
    qsizetype m_requestCount = 0;
    qsizetype m_connectionCount = 0;
};

} // namespace Parlance
