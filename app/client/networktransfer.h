// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/livetransfer.h"
#include "client/lostheaders.h"
#include "client/route.h"
#include "wire/wirerequest.h"

#include <QPointer>
#include <QTimer>

class QNetworkReply;

namespace Parlance {

/// One HTTP request and its answer. Destroying it closes the connection at once.
class NetworkTransfer : public LiveTransfer
{
    Q_OBJECT

public:
    explicit NetworkTransfer(WireRequest request);
    ~NetworkTransfer() override;

    /// When the time for the head is over, Qt may close the connection later: it reads a head to its end, or
    /// until the server pauses.
    void start(QNetworkAccessManager &network) override;
    /// Gives the connection a short time to end by itself, so that it can serve the next request, and then
    /// closes it.
    void closeSoon() override;

private:
    [[nodiscard]] QNetworkReply *send(QNetworkAccessManager &network) const;
    void noteSent();
    void readHead();
    void readBody();
    void readEnd();
    [[nodiscard]] int status() const;
    [[nodiscard]] bool isRefusedByProxy() const;
    [[nodiscard]] std::optional<ChatError> failure() const;
    void goOn() override;
    [[nodiscard]] QList<Arrivals::Piece> piecesOf(qint64 most);
    void tellTaken();
    void watchEnd(QByteArrayView bytes);
    void giveUp();

    const WireRequest m_request;
    Route m_route;
    QPointer<QNetworkReply> m_network; ///< a child of its manager
    QTimer m_patience;                 ///< for the head, and for the end of an answer whose headers are lost
    std::optional<LostHeaders> m_lost;
    bool m_isSent = false;
    bool m_gaveUp = false;
    std::optional<ChatError> m_failure; ///< why, if that is a failure
    bool m_certificateRefused = false;
    int m_status = 0;    ///< from the head on
    bool m_over = false; ///< later bytes are dropped
    qint64 m_taken = 0;  ///< bytes taken from Qt's buffer of which it was not told
};

} // namespace Parlance
