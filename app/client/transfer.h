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

/// What a connection brought since it was asked last: the next part of its recording.
struct Arrivals
{
    struct Piece
    {
        QByteArray bytes;
        Timing::Duration at;
    };

    std::optional<Timing::Duration> sentAt;
    std::optional<Recording::Head> head;
    QList<Piece> body;
    std::optional<Recording::End> end; ///< nothing comes after it; its failure is a transportError()

    /// Adds it to the recording of that connection.
    void addTo(Recording &recording) const;
};

/// One HTTP request and what comes back. It lives in the network's thread, where no painting delays it: its
/// times are those of the network however busy the rest of the program is.
///
/// Destroying it closes the connection at once.
class Transfer : public QObject
{
    Q_OBJECT

public:
    /// Fails if nothing comes or goes for so long as `silence`; 0 waits for ever.
    explicit Transfer(WireRequest request, std::chrono::milliseconds silence = {});
    ~Transfer() override;

    /// Sends the request; call it once, in the thread of both.
    void start(QNetworkAccessManager &network);

    /// What has come since the last time. From any thread.
    [[nodiscard]] Arrivals take();
    /// Since the request went out; zero before. From any thread.
    [[nodiscard]] Timing::Duration elapsed() const;
    /// The answer is over, whatever the connection says: gives it a moment to end by itself, so that it can
    /// serve the next request. From any thread.
    void closeSoon();

Q_SIGNALS:
    /// There is something to take. Comes once until it is taken.
    void arrived();

private:
    [[nodiscard]] QNetworkReply *send(QNetworkAccessManager &network) const;
    void noteSent();
    void readHead();
    void readBody();
    void readEnd();
    void tell();

    const WireRequest m_request;
    const std::chrono::milliseconds m_silence;
    QPointer<QNetworkReply> m_network; ///< a child of its manager
    bool m_headRead = false;
    bool m_over = false; ///< what still comes is dropped

    mutable QMutex m_mutex; ///< for all that follows
    QElapsedTimer m_clock;
    Arrivals m_arrivals;
    bool m_told = false;
};

} // namespace Parlance
