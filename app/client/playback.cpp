// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/playback.h"

#include "wire/framecutter.h"

#include <algorithm>

namespace Parlance {

namespace {

/// By how much the recording's time runs faster than the clock; 0 if it stands.
int speedOf(Pace pace)
{
    switch (pace) {
    case Pace::Recorded:
        return 1;
    case Pace::Double:
        return 2;
    case Pace::Quadruple:
        return 4;
    case Pace::Octuple:
        return 8;
    case Pace::AtOnce:
    case Pace::EventByEvent:
        break;
    }
    return 0;
}

} // namespace

Playback::Playback(const Recording &recording)
    : m_recording(recording)
    , m_pieces(recording)
{
    if (!m_pieces.atEnd())
        m_next = m_pieces.next();
}

void Playback::setPace(Pace pace, Clock::time_point now)
{
    m_position = position(now);
    m_since = now;
    m_pace = pace;
}

Timing::Duration Playback::position(Clock::time_point now) const
{
    if (m_pace == Pace::AtOnce)
        return m_recording.end->at;
    return m_position + std::chrono::duration_cast<Timing::Duration>((now - m_since) * speedOf(m_pace));
}

/// The time at which the next head, piece or end was recorded. A stage tells nothing by itself.
std::optional<Timing::Duration> Playback::nextAt() const
{
    if (!m_headGiven && m_recording.head)
        return m_recording.head->at;
    if (m_next)
        return m_next->at;
    return m_endGiven ? std::nullopt : std::optional(m_recording.end->at);
}

std::optional<Playback::Clock::duration> Playback::wait(Clock::time_point now) const
{
    const auto at = nextAt();
    if (!at || m_pace == Pace::EventByEvent)
        return {};
    if (m_pace == Pace::AtOnce)
        return Clock::duration::zero();
    const int speed = speedOf(m_pace);
    const Clock::duration left = *at - position(now) + Clock::duration(speed - 1); // rounds up
    return std::max(left / speed, Clock::duration::zero());
}

void Playback::play(Clock::time_point now, Arrivals &arrivals)
{
    if (m_pace == Pace::EventByEvent)
        return;
    const Timing::Duration until = position(now);
    const bool isAtOnce = m_pace == Pace::AtOnce;
    giveStages(until, arrivals);
    for (auto at = nextAt(); at && (isAtOnce || *at <= until); at = nextAt()) {
        if (!m_headGiven && m_recording.head)
            giveHead(arrivals);
        else if (m_next)
            givePiece(m_next->bytes.size(), arrivals);
        else
            giveEnd(arrivals);
    }
}

void Playback::step(Clock::time_point now, Arrivals &arrivals)
{
    setPace(m_pace, now);
    giveHead(arrivals);
    FrameCutter cutter; // of this event alone
    const bool isStream = this->isStream();
    for (bool isWhole = false; m_next && !isWhole;) {
        m_position = std::max(m_position, m_next->at);
        const qsizetype length = isStream ? cutter.endIn(m_next->bytes) : -1;
        isWhole = length >= 0 || cutter.isAtEnd();
        givePiece(length >= 0 ? length : m_next->bytes.size(), arrivals);
    }
    if (!m_next && !m_endGiven) {
        m_position = std::max(m_position, m_recording.end->at);
        giveEnd(arrivals);
    }
    giveStages(m_position, arrivals);
}

void Playback::giveStages(Timing::Duration until, Arrivals &arrivals) const
{
    const auto give = [until](std::optional<Timing::Duration> &to, std::optional<Timing::Duration> stage) {
        if (stage && *stage <= until)
            to = stage;
    };
    give(arrivals.connectingAt, m_recording.connectingAt);
    give(arrivals.encryptedAt, m_recording.encryptedAt);
    give(arrivals.sentAt, m_recording.sentAt);
}

void Playback::giveHead(Arrivals &arrivals)
{
    if (!m_headGiven)
        arrivals.head = m_recording.head;
    m_headGiven = true;
}

void Playback::givePiece(qsizetype length, Arrivals &arrivals)
{
    arrivals.body.append({.bytes = m_next->bytes.first(length).toByteArray(), .at = m_next->at});
    m_next->bytes = m_next->bytes.sliced(length);
    m_next->offset += length;
    if (!m_next->bytes.isEmpty())
        return;
    m_next.reset();
    if (!m_pieces.atEnd())
        m_next = m_pieces.next();
}

void Playback::giveEnd(Arrivals &arrivals)
{
    arrivals.end = m_recording.end;
    m_endGiven = true;
}

/// As the reader of answers decides it: a stream never begins with one of these.
bool Playback::isStream() const
{
    const QByteArray begin = m_recording.bytes(0, 1024).trimmed();
    return begin.isEmpty() || !QByteArrayView("{[<").contains(begin.front());
}

} // namespace Parlance
