// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/http/loopbacksocket.h"
#include "demo/http/requestreader.h"

#include <QTimer>

namespace Parlance::Demo {

/// HTTP/1.1 on one connection: its requests one after the other, within the limits. A request beyond them, or
/// one that cannot be read, is refused with an error of one JSON object, and the connection closes.
///
/// Each request needs one answer: `answer()`, or `beginStream()` with `writeChunk()` and `endStream()` or
/// `hangUp()`. The next request comes after it. A HEAD request gets the head of the answer alone (RFC 9110
/// 9.3.2), one of HTTP/1.0 a stream without chunks.
///
/// Deletes itself when the connection has ended, and with it its children: an answer that is being sent. What
/// is sent to a connection that has ended is dropped.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes the descriptor over.
    HttpConnection(int descriptor, const HttpLimits &limits, const UploadPlaces &places, QObject *parent);

    [[nodiscard]] QHostAddress peer() const { return m_socket.peer(); }
    /// What was sent is not all taken yet, see `drained()`.
    [[nodiscard]] bool hasUnsent() const { return m_socket.unsent() > 0; }
    /// No request is read any more; the last bytes are on their way.
    [[nodiscard]] bool isClosing() const { return m_closing; }

    void answer(int status, QHttpHeaders headers, const QByteArray &body);
    void beginStream(int status, QHttpHeaders headers);
    /// Sends bytes as one chunk; nothing if there are none, for that would end the stream.
    void writeChunk(const QByteArray &bytes);
    /// Sends the last bytes and the end of the stream.
    void endStream(const QByteArray &bytes);
    /// Closes the connection after what was sent, in the middle of an answer.
    void hangUp();
    /// Answers with an error, and closes. A request that is still being sent is not read to its end.
    void refuse(const Refusal &refusal);

Q_SIGNALS:
    void requestArrived(const Parlance::Demo::HttpRequest &request);
    /// The network has taken everything that was sent.
    void drained();

private:
    void read(const QByteArray &bytes);
    void endInput();
    void goOn();
    void waitAnew();
    void waitForReader();
    void send(const QByteArray &bytes);
    void takeNext();
    [[nodiscard]] bool isBusy() const;
    void sendHead(int status, QHttpHeaders headers);
    void endAnswer();
    void closeSoon();
    void giveUp();
    void close();

    HttpLimits m_limits;
    LoopbackSocket m_socket;
    RequestReader m_reader;
    QTimer m_patience;
    QByteArray m_method;
    bool m_chunks = true;       ///< the client of this request knows chunks
    bool m_lastRequest = false; ///< the connection closes after its answer
    bool m_answering = false;
    bool m_inputEnded = false;
    bool m_closing = false;
};

} // namespace Parlance::Demo
