// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/sseevent.h"

#include <QList>

namespace Parlance {

/// Reads a server-sent event stream (WHATWG HTML 9.2.6) from bytes cut anywhere: any split gives the same
/// events.
///
/// Lines end with CR, LF or CRLF; a byte order mark at the very start is dropped; comments and unknown fields
/// are ignored. Time is linear in the bytes, whatever the pieces: no byte is searched twice, and a line that
/// is whole inside a piece is read in place.
class SseReader
{
public:
    /// No line may hold more than `maxBytes`, and no event's data either.
    explicit SseReader(qsizetype maxBytes = DefaultMaxBytes);
    static constexpr qsizetype DefaultMaxBytes = 64 * 1024 * 1024;

    /// The events that these bytes complete. Nothing more comes once `overflowed()`.
    [[nodiscard]] QList<SseEvent> feed(QByteArrayView bytes);

    /// The last event if the stream ended before its blank line, which the standard drops and some servers
    /// leave out. Call it at most once, at the end.
    [[nodiscard]] std::optional<SseEvent> takeUnfinished();

    [[nodiscard]] bool overflowed() const { return m_overflowed; }
    /// The id of the last event dispatched, also of one that had no data. Null while the stream has named
    /// none.
    [[nodiscard]] const QByteArray &lastEventId() const { return m_lastEventId; }
    /// The reconnection time that the stream asked for with `retry:`, if any.
    [[nodiscard]] std::optional<std::chrono::milliseconds> reconnectionTime() const
    {
        return m_reconnectionTime;
    }

private:
    [[nodiscard]] QByteArrayView withoutByteOrderMark(QByteArrayView bytes);
    [[nodiscard]] QByteArrayView withoutSecondHalfOfCrLf(QByteArrayView bytes);
    void keep(QByteArrayView partOfLine);
    void endLine(QByteArrayView lastPart, QList<SseEvent> &events);
    void readLine(QByteArrayView line, QList<SseEvent> &events);
    void readField(QByteArrayView name, QByteArrayView value);
    void appendData(QByteArrayView value);
    void readRetry(QByteArrayView digits);
    void dispatch(QList<SseEvent> &events);
    void overflow();

    qsizetype m_maxBytes;
    qsizetype m_markBytes = 0; ///< how much of the byte order mark was seen; MarkDone once that is settled
    bool m_afterCarriageReturn = false; ///< the piece before ended with CR: an LF now belongs to it
    bool m_overflowed = false;
    bool m_hasData = false; ///< a `data` line came, if only an empty one
    QByteArray m_line;      ///< the beginning of a line that is not whole yet
    QByteArray m_type;
    QByteArray m_data;
    QByteArray m_idBuffer;
    QByteArray m_lastEventId;
    std::optional<std::chrono::milliseconds> m_retry; ///< since the last dispatched event
    std::optional<std::chrono::milliseconds> m_reconnectionTime;
};

} // namespace Parlance
