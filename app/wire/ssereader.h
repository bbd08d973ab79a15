// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/sseevent.h"

#include <QList>
#include <chrono>
#include <optional>

namespace Parlance {

/// Reads a server-sent event stream (WHATWG HTML 9.2.6) from bytes cut anywhere: any split gives the same events.
///
/// Lines end with CR, LF or CRLF; a byte order mark at the very start is dropped; comments and unknown fields are
/// ignored. Time is linear in the bytes, whatever the pieces.
class SseReader
{
public:
    /// No line and no event may hold more than `maxBytes`.
    explicit SseReader(qsizetype maxBytes = DefaultMaxBytes);
    static constexpr qsizetype DefaultMaxBytes = 64 * 1024 * 1024;

    /// The events that these bytes complete. Nothing more comes once `overflowed()`.
    [[nodiscard]] QList<SseEvent> feed(QByteArrayView bytes);

    /// The last event if the stream ended before its blank line, which the standard drops and some servers leave
    /// out. Call it at most once, at the end.
    [[nodiscard]] std::optional<SseEvent> takeUnfinished();

    [[nodiscard]] bool overflowed() const { return m_overflowed; }
    [[nodiscard]] const QByteArray &lastEventId() const { return m_lastEventId; }
    /// The reconnection time that the stream asked for with `retry:`, if any.
    [[nodiscard]] std::optional<std::chrono::milliseconds> reconnectionTime() const { return m_reconnectionTime; }

private:
    // The implementation is free to choose its state.
    qsizetype m_maxBytes;
    QByteArray m_lastEventId;
    std::optional<std::chrono::milliseconds> m_reconnectionTime;
    bool m_overflowed = false;
};

} // namespace Parlance
