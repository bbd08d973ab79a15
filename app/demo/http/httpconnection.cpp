// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/httpconnection.h"

#include "demo/server/demoresponse.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

using Known = QHttpHeaders::WellKnownHeader;

/// What a client may send ahead while it is answered, and leave unread of its answers, before it has to wait.
constexpr qsizetype MostAhead = 64 * 1024;
constexpr qsizetype MostUnread = 1024 * 1024;

/// RFC 9110 15; empty for a status that the gateway does not use.
QByteArray reasonOf(int status)
{
    static const QHash<int, QByteArray> reasons{{200, "OK"}, {400, "Bad Request"}, {401, "Unauthorized"},
        {402, "Payment Required"}, {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"},
        {408, "Request Timeout"}, {413, "Content Too Large"}, {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"}, {500, "Internal Server Error"}, {501, "Not Implemented"},
        {502, "Bad Gateway"}, {503, "Service Unavailable"}, {505, "HTTP Version Not Supported"}};
    return reasons.value(status);
}

} // namespace

HttpConnection::HttpConnection(
    int descriptor, const HttpLimits &limits, const UploadPlaces &places, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_socket(descriptor)
    , m_reader(limits, places)
{
    m_patience.setSingleShot(true);
    waitAnew();
    connect(&m_patience, &QTimer::timeout, this, &HttpConnection::giveUp);
    connect(&m_socket, &LoopbackSocket::arrived, this, &HttpConnection::read);
    connect(&m_socket, &LoopbackSocket::inputEnded, this, &HttpConnection::endInput);
    connect(&m_socket, &LoopbackSocket::sent, this, &HttpConnection::goOn);
    connect(&m_socket, &LoopbackSocket::broken, this, &HttpConnection::close);
}

void HttpConnection::read(const QByteArray &bytes)
{
    if (m_closing)
        return;
    const bool begins = !m_reader.isWithinRequest();
    m_reader.add(bytes);
    if (begins || m_reader.isWithinBody())
        waitAnew();
    takeNext();
}

void HttpConnection::endInput()
{
    m_inputEnded = true;
    if (m_closing && m_socket.unsent() == 0)
        return close();
    waitAnew();
    takeNext();
}

void HttpConnection::goOn()
{
    if (!hasUnsent())
        Q_EMIT drained();
    m_patience.stop();
    waitAnew();
    if (!m_closing)
        return takeNext();
    if (m_socket.unsent() > 0)
        return;
    m_socket.endWriting();
    if (m_inputEnded)
        close();
}

/// Waits for what the client has to do next, if anything.
void HttpConnection::waitAnew()
{
    if (m_closing)
        return m_patience.start(m_limits.lingering);
    if (m_socket.unsent() > 0)
        return waitForReader();
    if (m_answering && !m_inputEnded)
        return m_patience.stop();
    // TCP does not say whether a client that has ended its input still reads.
    m_patience.start(m_answering || m_reader.isWithinRequest() ? m_limits.patience : m_limits.idle);
}

/// Until bytes are taken, nothing else that the client does makes the wait longer.
void HttpConnection::waitForReader()
{
    if (!m_patience.isActive() || m_patience.remainingTimeAsDuration() > m_limits.patience)
        m_patience.start(m_limits.patience);
}

void HttpConnection::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    if (!m_closing && m_socket.unsent() > 0)
        waitForReader();
}

bool HttpConnection::isBusy() const
{
    return m_answering || m_socket.unsent() > MostUnread;
}

void HttpConnection::takeNext()
{
    if (!m_closing && !isBusy()) {
        const RequestReader::Result next = m_reader.next();
        if (!next)
            return refuse(next.error());
        if (*next) {
            m_answering = true;
            m_method = (*next)->method;
            m_chunks = (*next)->minorVersion > 0;
            m_lastRequest = (*next)->isLast();
            waitAnew();
            Q_EMIT requestArrived(**next);
        } else if (m_inputEnded && m_reader.isWithinRequest()) {
            return refuse({.status = 400, .message = u"The request ends in its middle"_s});
        } else if (m_inputEnded) {
            return closeSoon();
        } else if (m_reader.takeExpectation()) {
            send("HTTP/1.1 100 Continue\r\n\r\n");
        }
    }
    m_socket.setReading(m_closing || !isBusy() || m_reader.buffered() < MostAhead);
}

void HttpConnection::sendHead(int status, QHttpHeaders headers)
{
    if (m_lastRequest)
        headers.append(Known::Connection, "close");
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    for (qsizetype i = 0; i < headers.size(); ++i)
        head += QByteArrayView(headers.nameAt(i)).toByteArray() + ": " + headers.valueAt(i).toByteArray() +
                "\r\n";
    send(head + "\r\n");
}

void HttpConnection::answer(int status, QHttpHeaders headers, const QByteArray &body)
{
    headers.append(Known::ContentLength, QByteArray::number(body.size()));
    sendHead(status, headers);
    if (m_method != "HEAD")
        send(body);
    endAnswer();
}

void HttpConnection::beginStream(int status, QHttpHeaders headers)
{
    if (m_chunks)
        headers.append(Known::TransferEncoding, "chunked");
    sendHead(status, headers);
}

void HttpConnection::writeChunk(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_method == "HEAD")
        return;
    send(m_chunks ? QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n" : bytes);
}

void HttpConnection::endStream(const QByteArray &bytes)
{
    writeChunk(bytes);
    if (m_chunks && m_method != "HEAD")
        send("0\r\n\r\n");
    endAnswer();
}

void HttpConnection::hangUp()
{
    m_answering = false;
    closeSoon();
}

void HttpConnection::refuse(const Refusal &refusal)
{
    if (!m_answering)
        m_method = m_reader.method();
    m_answering = true; // nothing is read after what cannot be read
    m_lastRequest = true;
    const DemoResponse response = errorTranscript(refusal.status, refusal.message);
    answer(response.status, response.headers, response.frames.constFirst().bytes);
}

void HttpConnection::endAnswer()
{
    m_answering = false;
    m_method.clear();
    if (m_lastRequest)
        return closeSoon();
    waitAnew();
    takeNext();
}

/// A connection that closes with bytes of the client unread is reset, and the client may lose the answer. So
/// this side ends first, and drops what comes until the client does so too.
void HttpConnection::closeSoon()
{
    m_closing = true;
    waitAnew();
    m_socket.setReading(true);
    goOn();
}

void HttpConnection::giveUp()
{
    if (!m_closing && !m_answering && m_socket.unsent() == 0 && m_reader.isWithinRequest())
        return refuse({.status = 408,
            .message = u"The request did not come to its end within %1 s"_s.arg(
                std::chrono::duration<double>(m_limits.patience).count())});
    close();
}

void HttpConnection::close()
{
    m_closing = true;
    m_patience.stop();
    m_socket.setReading(false);
    deleteLater();
}

} // namespace Parlance::Demo
