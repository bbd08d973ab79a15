// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/dial.h"
#include "client/httpreader.h"
#include "client/livetransfer.h"
#include "wire/wirerequest.h"

#include <QPointer>

namespace Parlance {

/// One HTTP/1.1 request and its answer, over a kept connection or its own. HTTP/2 would put all lanes on one
/// connection: a lost packet would delay them all, a stop would close nothing, and each lane's times would
/// include the others' traffic. Follows no redirect, for a key must not reach another origin. Sends
/// nothing twice, for a server that closed without an answer may have accepted and billed the prompt (X-05,
/// RFC 9110 9.2.2).
///
/// A server may refuse a large body and close before it has received it all. So this reads while it writes,
/// and after a refusal sends nothing more. Behind a proxy that makes a tunnel, the refusal can be lost all
/// the same: there Qt takes the whole body at once.
///
/// Destroying it closes the connection at once.
class HttpTransfer : public LiveTransfer
{
    Q_OBJECT

public:
    explicit HttpTransfer(WireRequest request);
    ~HttpTransfer() override;

    /// Fails if the head of the answer does not come within this time after the request was sent; 10 minutes
    /// unless set. A model may think for long, but a server must not send headers for ever.
    void setHeadTime(std::chrono::milliseconds time) { m_headTime = time; }
    /// Sends the request. Call it once, in the thread of both objects.
    void start(Network &network);
    /// Gives the answer a short time to end by itself, so that its connection can serve the next request,
    /// and then closes that.
    void closeSoon() override;

private:
    void use(SocketPointer socket);
    void send();
    void write();
    [[nodiscard]] qint64 unsent() const;
    qint64 put(QByteArrayView bytes);
    [[nodiscard]] int descriptor() const;
    void tellUpload();
    [[nodiscard]] bool mayWrite() const;
    void read();
    void goOn() override { read(); }
    [[nodiscard]] bool isReading() const;
    void noteHead();
    void giveUp();
    void readLast();
    void readEnd();
    void letGo();
    [[nodiscard]] bool isReusable() const;
    [[nodiscard]] bool isRefusedByProxy() const;
    [[nodiscard]] std::optional<ChatError> failure() const;
    [[nodiscard]] ChatError brokenConnection() const;

    const WireRequest m_request;
    std::chrono::milliseconds m_headTime = std::chrono::minutes(10);
    QPointer<Network> m_network;
    Route m_route;
    Dial m_dial;
    SocketPointer m_socket;  ///< once it stands, or has failed
    QTimer m_next;           ///< until more may be written
    QTimer m_patience;       ///< for the head, and for the end of an answer that nobody reads any more
    qsizetype m_written = 0; ///< of the body, to the socket
    qint64 m_uploaded = 0;   ///< of the body, as told last
    bool m_isOpen = false;
    bool m_isSent = false;
    HttpReader m_reader;
    bool m_headNoted = false;
    bool m_isClosed = false; ///< by the server
    bool m_gaveUp = false;
    bool m_isOver = false; ///< nothing is told any more
};

} // namespace Parlance
