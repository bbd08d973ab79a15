// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/recording.h"

#include <QMutex>
#include <QObject>

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
    std::optional<qint64> uploaded; ///< how much of the request's body is sent, in bytes, if that has changed
    QString proxy;                  ///< "host:port" of the proxy that is asked; empty for none
    bool isConnected = false;       ///< the connection stands, and is secured
    std::optional<Recording::Head> head;
    QList<Piece> body;
    std::optional<Recording::End> end; ///< nothing follows it; its failure is a transportError()

    /// Appends this to the recording of the connection.
    void addTo(Recording &recording) const;
};

/// The arrival of one answer, for an exchange to read. It lives in the network's thread, so that painting
/// does not delay its times; its owner deletes it there.
///
/// Destroying it ends it at once, without a signal.
class Transfer : public QObject
{
    Q_OBJECT

public:
    /// What has arrived since the last call. Thread-safe.
    [[nodiscard]] Arrivals take();
    /// The time since the transfer started, as the times of its arrivals count; zero before. Thread-safe.
    [[nodiscard]] virtual Timing::Duration elapsed() const = 0;
    /// Ends the transfer after a complete answer: nothing more arrives. Thread-safe.
    virtual void closeSoon() = 0;

Q_SIGNALS:
    /// `take()` has something to return. Comes once until the next `take()`.
    void arrived();

protected:
    /// Emits `arrived()` if the last one was answered with `take()`.
    void tell();
    /// The bytes of the body that may be added to the arrivals now. If there is no room, `goOn()` is called
    /// after the next `take()`.
    [[nodiscard]] qint64 room();
    virtual void goOn() {}

    mutable QMutex m_mutex; ///< guards the arrivals, and what else of a transfer both threads use
    Arrivals m_arrivals;    ///< not taken yet

private:
    bool m_waits = false;
    bool m_told = false;
};

} // namespace Parlance
