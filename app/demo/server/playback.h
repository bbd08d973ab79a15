// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/http/httpconnection.h"
#include "demo/server/demoresponse.h"

#include <QElapsedTimer>

namespace Parlance::Demo {

/// Sends one response to a client, each frame at its time, without blocking. Deletes itself when the network
/// has taken the last frame; the end of the connection deletes it before.
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
    explicit Playback(HttpConnection *connection);

    /// Starts sending. Call it once.
    void start(DemoResponse response);

private:
    void proceed();
    void end();
    void write(const QByteArray &bytes);
    void waitForNextFrame();
    void noteTime();
    [[nodiscard]] QByteArray timingComment() const;

    HttpConnection *m_connection; ///< its parent
    DemoResponse m_response;
    qsizetype m_next = 0;
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::chrono::nanoseconds m_headersAt{0};
    std::chrono::nanoseconds m_firstAt{0};
    std::chrono::nanoseconds m_lastAt{0};
};

} // namespace Parlance::Demo
