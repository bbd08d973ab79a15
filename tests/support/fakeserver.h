// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace Parlance {

/// The server side of one connection to a `FakeServer`. Does nothing by itself: the test sends each byte and
/// each phase of an answer.
class FakeConnection : public QObject
{
    Q_OBJECT

public:
    explicit FakeConnection(QTcpSocket *socket, QObject *parent);

    /// The newest complete request, byte for byte.
    [[nodiscard]] const QByteArray &request() const { return m_request; }
    /// The request line and the headers of the newest request.
    [[nodiscard]] QByteArray head() const;
    [[nodiscard]] QByteArray body() const;
    /// The value of a header of the newest request; names are case-insensitive. Null if it was not sent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;

    /// Sends bytes unchanged; ignored once the connection has ended.
    void write(const QByteArray &bytes);
    /// Sends the head of an answer with a chunked body.
    void sendHead(
        int status = 200, const QByteArray &contentType = "text/event-stream", const QByteArray &more = {});
    void sendChunk(const QByteArray &bytes);
    /// Sends one event of a chat-completions stream with this text as a chunk.
    void sendText(const QByteArray &text);
    /// Sends the end mark of a stream as a chunk.
    void sendDone();
    /// Ends the chunked body; the connection stays open.
    void endBody();
    /// Sends a complete answer with its length.
    void sendWhole(
        int status, const QByteArray &contentType, const QByteArray &body, const QByteArray &more = {});

    /// Closes the connection after sending what is pending.
    void close();
    /// Aborts the connection: the client sees a reset.
    void reset();
    [[nodiscard]] bool isOpen() const { return m_open; }

Q_SIGNALS:
    void requestArrived();
    /// The client or the test ended the connection.
    void closed();

private:
    void read();

    QTcpSocket *m_socket;
    QByteArray m_pending;
    QByteArray m_request;
    bool m_open = true;
};

/// An HTTP server on a free loopback port; the test writes the answers.
class FakeServer : public QObject
{
    Q_OBJECT

public:
    FakeServer();

    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/api/chat")) const;
    /// Waits for the next request that was not returned yet. Null after 10 s.
    [[nodiscard]] FakeConnection *nextRequest();
    /// Waits for the next connection that was not returned yet, with or without a request. Null after 10 s.
    [[nodiscard]] FakeConnection *nextConnection();
    [[nodiscard]] qsizetype requestCount() const { return m_requestCount; }
    [[nodiscard]] qsizetype connectionCount() const { return m_connectionCount; }
    /// The connections open now.
    [[nodiscard]] qsizetype openConnectionCount() const;

    /// A URL where nothing listens.
    [[nodiscard]] static QUrl closedUrl();

Q_SIGNALS:
    /// A request is complete.
    void requestArrived(Parlance::FakeConnection *connection);

private:
    void accept();

    QTcpServer m_server;
    QList<FakeConnection *> m_connections; ///< all so far
    QList<FakeConnection *> m_newConnections;
    QList<FakeConnection *> m_newRequests;
    qsizetype m_requestCount = 0;
    qsizetype m_connectionCount = 0;
};

} // namespace Parlance
