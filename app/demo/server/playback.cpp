// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/playback.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance::Demo {

Playback::Playback(HttpConnection *connection)
    : QObject(connection)
    , m_connection(connection)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Playback::proceed);
}

void Playback::start(DemoResponse response)
{
    m_response = std::move(response);
    m_headersAt = m_clock.durationElapsed();
    if (m_response.streamed)
        m_connection->beginStream(m_response.status, m_response.headers);
    else
        m_next = m_response.frames.size() - 1;
    proceed();
}

void Playback::proceed()
{
    const auto now = m_clock.durationElapsed();
    while (m_next < m_response.frames.size() && m_response.frames.at(m_next).due <= now)
        write(m_response.frames.at(m_next++).bytes);
    if (m_next == m_response.frames.size())
        end();
    else
        waitForNextFrame();
}

void Playback::end()
{
    if (m_response.hangsUp)
        m_connection->hangUp();
    if (!m_connection->hasUnsent())
        return deleteLater();
    m_response = {}; // the connection has a copy
    connect(m_connection, &HttpConnection::drained, this, &QObject::deleteLater);
}

void Playback::write(const QByteArray &bytes)
{
    const bool last = m_next == m_response.frames.size() && !m_response.hangsUp;
    noteTime();
    if (m_response.streamed && last)
        m_connection->endStream(m_response.tellsTiming ? timingComment() + bytes : bytes);
    else if (m_response.streamed)
        m_connection->writeChunk(bytes);
    else if (last) // an answer that is not a stream is sent whole or not at all
        m_connection->answer(m_response.status, m_response.headers, bytes);
}

/// Notes the time of the frame before `m_next`, which is about to be sent.
void Playback::noteTime()
{
    const auto due = m_response.frames.at(m_next - 1).due;
    const auto dueBefore = m_next > 1 ? m_response.frames.at(m_next - 2).due : std::chrono::microseconds(0);
    if (due <= dueBefore)
        return;
    m_lastAt = m_clock.durationElapsed();
    if (m_firstAt == 0ns)
        m_firstAt = m_lastAt;
}

QByteArray Playback::timingComment() const
{
    const auto written = [](std::chrono::nanoseconds time) {
        return QByteArray::number(
            qint64(std::chrono::duration_cast<std::chrono::microseconds>(time).count()));
    };
    return ": demo-timing headers_us=" + written(m_headersAt) + " first_us=" + written(m_firstAt) +
           " last_us=" + written(m_lastAt) + "\n\n";
}

void Playback::waitForNextFrame()
{
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(
        m_response.frames.at(m_next).due - m_clock.durationElapsed());
    m_timer.start(std::max(wait, 0ms)); // it may have become due in the meantime
}

} // namespace Parlance::Demo
