// SPDX-License-Identifier: GPL-3.0-or-later
// A client of the tests' own, which knows nothing of wire: a raw HTTP/1.1 connection.
#pragma once

#include <QTcpSocket>
#include <QUrl>
#include <sys/socket.h>

namespace Parlance::Demo {

constexpr int Patience = 30000; ///< ms until a test gives up

inline QByteArray postTo(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

inline QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
}

/// A raw HTTP/1.1 connection. Sends its server's own address wherever a request says "Host: test".
class Connection
{
public:
    explicit Connection(const QUrl &url)
        : m_host("Host: " + url.authority().toLatin1() + "\r\n")
    {
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    }

    void send(QByteArray request)
    {
        m_socket.waitForConnected(Patience);
        m_socket.write(request.replace("Host: test\r\n", m_host));
        m_socket.flush();
    }

    /// The bytes up to and with `mark`; what came when nothing more comes.
    QByteArray readUntil(const QByteArray &mark)
    {
        while (!m_buffer.contains(mark) && more()) {
        }
        const qsizetype at = m_buffer.indexOf(mark);
        return take(at < 0 ? m_buffer.size() : at + mark.size());
    }

    QByteArray readExactly(qsizetype size)
    {
        while (m_buffer.size() < size && more()) {
        }
        return take(std::min(size, m_buffer.size()));
    }

    /// A whole answer as it came, headers and all.
    QByteArray readAnswer()
    {
        const QByteArray head = readUntil("\r\n\r\n");
        if (head.contains("chunked"))
            return head + readUntil("\r\n0\r\n\r\n");
        const qsizetype at = head.indexOf("content-length: ");
        if (at < 0)
            return head;
        return head + readExactly(head.mid(at + 16, head.indexOf('\r', at) - at - 16).toLongLong());
    }

    QByteArray ask(const QByteArray &request)
    {
        send(request);
        return readAnswer();
    }

    /// True once the server has closed the connection.
    bool waitForEnd()
    {
        while (more()) {
        }
        return m_socket.state() == QAbstractSocket::UnconnectedState;
    }

    /// Closes this end; the server's answer may still come.
    void endSending() { ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR); }

    void hangUp() { m_socket.abort(); }

private:
    bool more()
    {
        const bool came = m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(Patience);
        m_buffer += m_socket.readAll();
        return came;
    }

    QByteArray take(qsizetype size)
    {
        const QByteArray taken = m_buffer.first(size);
        m_buffer.remove(0, size);
        return taken;
    }

    QByteArray m_host;
    QTcpSocket m_socket;
    QByteArray m_buffer;
};

inline QByteArray bodyOf(const QByteArray &answer)
{
    return answer.sliced(answer.indexOf("\r\n\r\n") + 4);
}

/// The chunks of a chunked answer (RFC 9112 7.1), without the last, empty one.
inline QByteArrayList chunksOf(const QByteArray &answer)
{
    QByteArrayList chunks;
    QByteArray rest = bodyOf(answer);
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf("\r\n");
        const qsizetype size = rest.first(end).toLongLong(nullptr, 16);
        if (size > 0)
            chunks.append(rest.sliced(end + 2, size));
        rest.remove(0, end + 2 + size + 2);
    }
    return chunks;
}

} // namespace Parlance::Demo
