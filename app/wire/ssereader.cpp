// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/ssereader.h"

#include <algorithm>
#include <limits>

namespace Parlance {

namespace {

constexpr QByteArrayView ByteOrderMark = "\xef\xbb\xbf";
constexpr qsizetype MarkDone = std::numeric_limits<qsizetype>::max();

/// Finds line ends. Searches LF and CR separately, each at the speed of memchr, and remembers the later one,
/// so that no byte is searched twice.
class LineEnds
{
public:
    explicit LineEnds(QByteArrayView bytes)
        : m_bytes(bytes)
        , m_lineFeed(find('\n', 0))
        , m_carriageReturn(find('\r', 0))
    {
    }

    /// The offset of the first line end at or after `from`, or the size. `from` must not decrease between
    /// calls.
    [[nodiscard]] qsizetype next(qsizetype from)
    {
        if (m_lineFeed < from)
            m_lineFeed = find('\n', from);
        if (m_carriageReturn < from)
            m_carriageReturn = find('\r', from);
        return std::min(m_lineFeed, m_carriageReturn);
    }

private:
    [[nodiscard]] qsizetype find(char byte, qsizetype from) const
    {
        const qsizetype place = m_bytes.indexOf(byte, from);
        return place < 0 ? m_bytes.size() : place;
    }

    QByteArrayView m_bytes;
    qsizetype m_lineFeed;
    qsizetype m_carriageReturn;
};

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

} // namespace

SseReader::SseReader(qsizetype maxBytes, StrayJson strayJson)
    : m_maxBytes(maxBytes)
    , m_strayJson(strayJson)
{
}

QList<SseEvent> SseReader::feed(QByteArrayView bytes)
{
    QList<SseEvent> events;
    bytes = withoutSecondHalfOfCrLf(withoutByteOrderMark(bytes));
    LineEnds ends(bytes);
    qsizetype start = 0;
    while (start < bytes.size() && !m_overflowed) {
        const qsizetype end = ends.next(start);
        if (end == bytes.size()) {
            keep(bytes.sliced(start));
            break;
        }
        endLine(bytes.sliced(start, end - start), events);
        start = end + 1;
        if (bytes[end] != '\r')
            continue;
        if (start == bytes.size())
            m_afterCarriageReturn = true;
        else if (bytes[start] == '\n')
            ++start;
    }
    return events;
}

std::optional<SseEvent> SseReader::takeUnfinished()
{
    QList<SseEvent> events;
    if (!m_line.isEmpty())
        endLine({}, events);
    if (!m_overflowed)
        dispatch(events);
    return events.isEmpty() ? std::nullopt : std::optional(events.takeFirst());
}

QByteArrayView SseReader::withoutByteOrderMark(QByteArrayView bytes)
{
    while (m_markBytes < ByteOrderMark.size() && !bytes.isEmpty() &&
           bytes.front() == ByteOrderMark[m_markBytes]) {
        ++m_markBytes;
        bytes = bytes.sliced(1);
    }
    if (m_markBytes < ByteOrderMark.size() && !bytes.isEmpty())
        keep(ByteOrderMark.first(m_markBytes)); // it only began like a mark
    if (!bytes.isEmpty())
        m_markBytes = MarkDone;
    return bytes;
}

QByteArrayView SseReader::withoutSecondHalfOfCrLf(QByteArrayView bytes)
{
    if (!m_afterCarriageReturn || bytes.isEmpty())
        return bytes;
    m_afterCarriageReturn = false;
    return bytes.front() == '\n' ? bytes.sliced(1) : bytes;
}

void SseReader::keep(QByteArrayView partOfLine)
{
    if (m_line.size() + partOfLine.size() > m_maxBytes)
        overflow();
    else
        m_line.append(partOfLine);
}

void SseReader::endLine(QByteArrayView lastPart, QList<SseEvent> &events)
{
    if (m_line.isEmpty()) {
        readLine(lastPart, events);
        return;
    }
    keep(lastPart);
    readLine(m_line, events);
    m_line.resize(0);
}

void SseReader::readLine(QByteArrayView line, QList<SseEvent> &events)
{
    if (line.size() > m_maxBytes)
        overflow();
    if (m_overflowed)
        return;
    if (line.isEmpty()) {
        dispatch(events);
        return;
    }
    if (m_strayJson == StrayJson::IsData && isStrayJson(line))
        return appendData(line);
    const qsizetype colon = line.indexOf(':');
    if (colon < 0) {
        readField(line, {});
        return;
    }
    QByteArrayView value = line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    readField(line.first(colon), value);
}

/// True for a line that begins an object, or goes on with that of the data, which a server wrote with line
/// breaks.
bool SseReader::isStrayJson(QByteArrayView line) const
{
    if (line.front() == '{' || line.front() == '\x1e') // RFC 7464
        return true;
    if (!QByteArrayView(" \t\"}]").contains(line.front()) || !m_data.startsWith('{'))
        return false;
    const QByteArrayView rest = line.trimmed();
    return QByteArrayView("{[,:").contains(m_data.back()) || rest.startsWith('}') || rest.startsWith(']');
}

void SseReader::readField(QByteArrayView name, QByteArrayView value)
{
    if (name == "data")
        appendData(value);
    else if (name == "event")
        m_type = value.toByteArray();
    else if (name == "id" && !value.contains('\0'))
        m_idBuffer =
            value.isEmpty() ? QByteArray("") : value.toByteArray(); // never null: an empty id is an id
    else if (name == "retry")
        readRetry(value);
}

void SseReader::appendData(QByteArrayView value)
{
    if (m_data.size() + (m_hasData ? 1 : 0) + value.size() > m_maxBytes) {
        overflow();
        return;
    }
    if (m_hasData)
        m_data.append('\n').append(value);
    else
        m_data = value.toByteArray();
    m_hasData = true;
}

/// A number beyond the range counts as the largest one, because it is still made of digits.
void SseReader::readRetry(QByteArrayView digits)
{
    if (digits.isEmpty() || !std::ranges::all_of(digits, isDigit))
        return;
    bool fits = false;
    const qlonglong milliseconds = digits.toLongLong(&fits);
    m_retry = std::chrono::milliseconds(fits ? milliseconds : std::numeric_limits<qlonglong>::max());
    m_reconnectionTime = m_retry;
}

void SseReader::dispatch(QList<SseEvent> &events)
{
    static const QByteArray message = QByteArrayLiteral("message");
    m_lastEventId = m_idBuffer;
    if (m_hasData) {
        events.append({.type = m_type.isEmpty() ? message : m_type,
            .data = std::exchange(m_data, {}),
            .id = m_lastEventId,
            .retry = std::exchange(m_retry, std::nullopt)});
    }
    m_hasData = false;
    m_type = {};
}

/// Drops everything not yet dispatched and ends reading.
void SseReader::overflow()
{
    m_overflowed = true;
    m_hasData = false;
    m_data = {};
    m_line = {};
}

} // namespace Parlance
