// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/transfer.h"
#include "wire/wirerequest.h"

#include <QElapsedTimer>
#include <QPointer>

class QNetworkAccessManager;
class QNetworkReply;

namespace Parlance {

/// One HTTP request and its answer. Destroying it closes the connection at once.
class NetworkTransfer : public Transfer
{
    Q_OBJECT

public:
    /// Fails if no byte is sent or received for `silence`; 0 means no limit.
    explicit NetworkTransfer(WireRequest request, std::chrono::milliseconds silence = {});
    ~NetworkTransfer() override;

    /// Sends the request. Call it once, in the thread of both objects.
    void start(QNetworkAccessManager &network);

    [[nodiscard]] Timing::Duration elapsed() const override;
    /// Gives the connection a short time to end by itself, so that it can serve the next request, and then
    /// closes it.
    void closeSoon() override;

private:
    [[nodiscard]] QNetworkReply *send(QNetworkAccessManager &network) const;
    void note(std::optional<Timing::Duration> Arrivals::*stage);
    void noteConnection();
    void readHead();
    void readBody();
    void readEnd();

    const WireRequest m_request;
    const std::chrono::milliseconds m_silence;
    QPointer<QNetworkReply> m_network; ///< a child of its manager
    bool m_headRead = false;
    bool m_over = false;   ///< later bytes are dropped
    QElapsedTimer m_clock; ///< guarded by the mutex
};

} // namespace Parlance
