// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/sseevent.h"

#include <QList>

namespace Parlance {

/// Reads a server-sent event stream (WHATWG HTML 9.2.6); any split of the bytes gives the same events.
///
/// Lines end with CR, LF or CRLF. Drops a byte order mark at the start; ignores comments and unknown fields.
/// Takes linear time however the bytes are split: searches no byte twice, and reads a line that is whole
/// inside a piece in place.
class SseReader
{
public:
    /// What a line of JSON is that no field's name precedes: nothing, as the standard says, or data, because
    /// a proxy may write its error so.
    enum class StrayJson { IsNothing, IsData };

    /// Neither a line nor an event's data may exceed `maxBytes`.
    explicit SseReader(qsizetype maxBytes = DefaultMaxBytes, StrayJson strayJson = StrayJson::IsNothing);
    static constexpr qsizetype DefaultMaxBytes = 64 * 1024 * 1024;

    /// The events that these bytes complete. None once `overflowed()`.
    [[nodiscard]] QList<SseEvent> feed(QByteArrayView bytes);

    /// The last event if the stream ended before its blank line; the standard drops it, but some servers omit
    /// the blank line. Call at most once, at the end.
    [[nodiscard]] std::optional<SseEvent> takeUnfinished();

    [[nodiscard]] bool overflowed() const { return m_overflowed; }
    /// The id of the last dispatched event, also of one without data. Null if the stream has given none.
    [[nodiscard]] const QByteArray &lastEventId() const { return m_lastEventId; }
    /// The reconnection time that the stream set with `retry:`, if any.
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
    [[nodiscard]] bool isStrayJson(QByteArrayView line) const;
    void readField(QByteArrayView name, QByteArrayView value);
    void appendData(QByteArrayView value);
    void readRetry(QByteArrayView digits);
    void dispatch(QList<SseEvent> &events);
    void overflow();

    qsizetype m_maxBytes;
    StrayJson m_strayJson;
    qsizetype m_markBytes = 0;          ///< how much of the byte order mark was read; MarkDone once decided
    bool m_afterCarriageReturn = false; ///< the last piece ended with CR: an LF belongs to it
    bool m_overflowed = false;
    bool m_hasData = false; ///< a `data` line was read, even an empty one
    QByteArray m_line;      ///< the beginning of an incomplete line
    QByteArray m_type;
    QByteArray m_data;
    QByteArray m_idBuffer;
    QByteArray m_lastEventId;
    std::optional<std::chrono::milliseconds> m_retry; ///< since the last dispatched event
    std::optional<std::chrono::milliseconds> m_reconnectionTime;
};

} // namespace Parlance
