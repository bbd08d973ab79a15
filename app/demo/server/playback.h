// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demoresponse.h"
#include "demo/server/loopbacklistener.h"

#include <QElapsedTimer>
#include <QHttpServerResponder>
#include <QObject>
#include <QTimer>

namespace Parlance::Demo {

/// Sends one response to a client, each frame at its time, without blocking. Deletes itself after the last
/// frame; deleting it before drops the rest. After a response that hangs up, emits `hangUpWanted()` exactly
/// once.
///
/// A stream with `tellsTiming` sends a comment before its last frame, which readers of event streams ignore:
/// ": demo-timing headers_us=812 first_us=401233 last_us=2298410", the microseconds from the request to the
/// head, to the first frame that was not due at once, and to the last frame that was due later than the one
/// before.
class Playback : public QObject
{
    Q_OBJECT

public:
    /// Create it when the request has arrived: all times count from here.
    Playback(QHttpServerResponder &&responder, const Peer &client, QObject *parent);

    /// Starts sending. Call it once.
    void start(DemoResponse response);

    [[nodiscard]] const Peer &client() const { return m_client; }

Q_SIGNALS:
    void hangUpWanted(const Parlance::Demo::Peer &client);

private:
    void proceed();
    void end();
    void write(const QByteArray &bytes);
    void waitForNextFrame();
    void noteTime();
    [[nodiscard]] QByteArray timingComment() const;

    QHttpServerResponder m_responder;
    DemoResponse m_response;
    Peer m_client;
    qsizetype m_next = 0;
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::chrono::nanoseconds m_headersAt{0};
    std::chrono::nanoseconds m_firstAt{0};
    std::chrono::nanoseconds m_lastAt{0};
};

} // namespace Parlance::Demo
