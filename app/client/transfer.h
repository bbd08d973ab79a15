// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/recording.h"
#include "wire/wirerequest.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QObject>
#include <QPointer>

class QNetworkAccessManager;
class QNetworkReply;

namespace Parlance {

/// What a connection brought since the last `take()`: the next part of its recording.
struct Arrivals
{
    struct Piece
    {
        QByteArray bytes;
        Timing::Duration at;
    };

    std::optional<std::chrono::steady_clock::time_point> startedAt;
    std::optional<Timing::Duration> connectingAt;
    std::optional<Timing::Duration> encryptedAt;
    std::optional<Timing::Duration> sentAt;
    std::optional<Recording::Head> head;
    QList<Piece> body;
    std::optional<Recording::End> end; ///< nothing follows it; its failure is a transportError()

    /// Appends this to the recording of the connection.
    void addTo(Recording &recording) const;
};

/// One HTTP request and its answer. It lives in the network's thread, so that painting does not delay its
/// times.
///
/// Destroying it closes the connection at once.
class Transfer : public QObject
{
    Q_OBJECT

public:
    /// Fails if no byte is sent or received for `silence`; 0 means no limit.
    explicit Transfer(WireRequest request, std::chrono::milliseconds silence = {});
    ~Transfer() override;

    /// Sends the request. Call it once, in the thread of both objects.
    void start(QNetworkAccessManager &network);

    /// What has arrived since the last call. Thread-safe.
    [[nodiscard]] Arrivals take();
    /// The time since `start()`; zero before. Thread-safe.
    [[nodiscard]] Timing::Duration elapsed() const;
    /// Ends the transfer after a complete answer: gives the connection a short time to end by itself, so that
    /// it can serve the next request, and then closes it. Thread-safe.
    void closeSoon();

Q_SIGNALS:
    /// `take()` has something to return. Comes once until the next `take()`.
    void arrived();

private:
    [[nodiscard]] QNetworkReply *send(QNetworkAccessManager &network) const;
    void note(std::optional<Timing::Duration> Arrivals::*stage);
    void readHead();
    void readBody();
    void readEnd();
    void tell();

    const WireRequest m_request;
    const std::chrono::milliseconds m_silence;
    QPointer<QNetworkReply> m_network; ///< a child of its manager
    bool m_headRead = false;
    bool m_over = false; ///< later bytes are dropped

    mutable QMutex m_mutex; ///< guards all members below
    QElapsedTimer m_clock;
    Arrivals m_arrivals;
    bool m_told = false;
};

} // namespace Parlance
