// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httpreader.h"
#include "client/livetransfer.h"
#include "client/route.h"
#include "wire/wirerequest.h"

#include <QSslSocket>
#include <QTimer>

namespace Parlance {

/// Sends one HTTP request with a large body over its own connection, and reads the answer. A server may
/// refuse a body and close before it has received it all. Qt does not read while it writes, so it would lose
/// the refusal. This transfer reads it, and then sends nothing more. Behind a proxy that makes a tunnel, it
/// can be lost all the same: there Qt takes the whole body at once.
class SocketTransfer : public LiveTransfer
{
    Q_OBJECT

public:
    explicit SocketTransfer(WireRequest request);
    ~SocketTransfer() override;

    /// Asks the network for proxies only.
    void start(QNetworkAccessManager &network) override;
    void closeSoon() override;

private:
    void openForwarded();
    void send(const QByteArray &target);
    void write();
    [[nodiscard]] qint64 unsent() const;
    void tellUpload();
    [[nodiscard]] bool mayWrite() const;
    void read();
    void goOn() override { read(); }
    [[nodiscard]] bool isReading() const;
    void noteHead();
    void giveUp();
    void readLast();
    void readEnd();
    [[nodiscard]] bool isRefusedByProxy() const;
    [[nodiscard]] std::optional<ChatError> failure() const;

    const WireRequest m_request;
    Route m_route;
    QSslSocket m_socket;
    QTimer m_next;           ///< until more may be written
    QTimer m_patience;       ///< for the head
    qsizetype m_written = 0; ///< of the body, to the socket
    qint64 m_uploaded = 0;   ///< of the body, as told last
    bool m_isOpen = false;
    bool m_isSent = false;
    HttpReader m_reader;
    bool m_headNoted = false;
    bool m_isClosed = false; ///< by the server
    bool m_gaveUp = false;
    bool m_certificateRefused = false;
    bool m_over = false;
};

} // namespace Parlance
