// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeserver.h"

#include "support/eventually.h"

#include <QTcpSocket>
#include <algorithm>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

qsizetype bodyLength(const QByteArray &head)
{
    static const QByteArray name = "\r\ncontent-length:";
    const qsizetype at = head.toLower().indexOf(name);
    return at < 0 ? 0 : head.sliced(at + name.size()).split('\r').first().trimmed().toLongLong();
}

FakeConnection *takeFirst(QList<FakeConnection *> &connections)
{
    return eventually([&connections] { return !connections.isEmpty(); }) ? connections.takeFirst() : nullptr;
}

QByteArray statusLine(int status)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n";
}

} // namespace

FakeConnection::FakeConnection(QTcpSocket *socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &FakeConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        m_open = false;
        Q_EMIT closed();
    });
}

QByteArray FakeConnection::head() const
{
    return m_request.first(m_request.indexOf("\r\n\r\n") + 2);
}

QByteArray FakeConnection::body() const
{
    return m_request.sliced(m_request.indexOf("\r\n\r\n") + 4);
}

QByteArray FakeConnection::header(QByteArrayView name) const
{
    const QList<QByteArray> lines = head().split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

void FakeConnection::write(const QByteArray &bytes)
{
    if (!m_socket->isOpen())
        return;
    m_socket->write(bytes);
    m_socket->flush();
}

void FakeConnection::sendHead(int status, const QByteArray &contentType, const QByteArray &more)
{
    write(statusLine(status) + "Content-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\n" + more +
          "\r\n");
}

void FakeConnection::sendChunk(const QByteArray &bytes)
{
    write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

void FakeConnection::sendText(const QByteArray &text)
{
    sendChunk(R"(data: {"choices":[{"index":0,"delta":{"content":")" + text + "\"}}]}\n\n");
}

void FakeConnection::sendDone()
{
    sendChunk("data: [DONE]\n\n");
}

void FakeConnection::endBody()
{
    write("0\r\n\r\n");
}

void FakeConnection::sendWhole(
    int status, const QByteArray &contentType, const QByteArray &body, const QByteArray &more)
{
    write(statusLine(status) + "Content-Type: " + contentType +
          "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n" + body);
}

void FakeConnection::close()
{
    m_socket->disconnectFromHost();
}

void FakeConnection::reset()
{
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(
        static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof(atOnce));
    m_socket->abort();
}

void FakeConnection::read()
{
    m_pending += m_socket->readAll();
    const qsizetype head = m_pending.indexOf("\r\n\r\n");
    if (head < 0)
        return;
    const qsizetype size = head + 4 + bodyLength(m_pending.first(head + 2));
    if (m_pending.size() < size)
        return;
    m_request = m_pending.first(size);
    m_pending.remove(0, size);
    Q_EMIT requestArrived();
}

FakeServer::FakeServer()
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeServer::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("No port to listen on: %s", qPrintable(m_server.errorString()));
}

QUrl FakeServer::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(path));
}

FakeConnection *FakeServer::nextRequest()
{
    return takeFirst(m_newRequests);
}

FakeConnection *FakeServer::nextConnection()
{
    return takeFirst(m_newConnections);
}

qsizetype FakeServer::openConnectionCount() const
{
    return std::ranges::count_if(m_connections, &FakeConnection::isOpen);
}

QUrl FakeServer::closedUrl()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(u"http://127.0.0.1:%1/api/chat"_s.arg(server.serverPort()));
}

void FakeServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto *connection = new FakeConnection(socket, this);
        ++m_connectionCount;
        m_connections.append(connection);
        m_newConnections.append(connection);
        connect(connection, &FakeConnection::requestArrived, this, [this, connection] {
            ++m_requestCount;
            m_newRequests.append(connection);
            Q_EMIT requestArrived(connection);
        });
    }
}

} // namespace Parlance
