// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httpreader.h"

#include <QRegularExpression>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MostOfHead = 1024 * 1024;
constexpr qsizetype MostOfLine = 16 * 1024;

/// The values of all headers of a name.
QList<QByteArray> valuesOf(const RawHeaders &headers, QByteArrayView wanted)
{
    QList<QByteArray> values;
    for (const auto &[name, value] : headers) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            values.append(value);
    }
    return values;
}

/// True if a header "Connection" has this option.
bool hasOption(const RawHeaders &headers, QByteArrayView option)
{
    for (const QByteArray &value : valuesOf(headers, "connection")) {
        for (const QByteArray &part : value.split(',')) {
            if (part.trimmed().compare(option, Qt::CaseInsensitive) == 0)
                return true;
        }
    }
    return false;
}

/// A server may repeat its length (RFC 9110 8.6): "94, 94".
QList<QByteArray> lengthsIn(const RawHeaders &headers)
{
    QList<QByteArray> lengths;
    for (const QByteArray &value : valuesOf(headers, "content-length")) {
        for (const QByteArray &length : value.split(','))
            lengths.append(length.trimmed());
    }
    return lengths;
}

/// Empty for what is no number.
std::optional<qint64> numberIn(const QByteArray &digits, int base)
{
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber, base);
    const bool hasSign = digits.startsWith('+') || digits.startsWith('-');
    return isNumber && !hasSign ? std::optional(number) : std::nullopt;
}

/// The status in the first line of an answer; empty if it has none.
std::optional<int> statusIn(const QByteArray &line)
{
    static const QRegularExpression statusLine(u"^HTTP/1\\.\\d (\\d{3})( .*)?$"_s);
    const auto match = statusLine.match(QString::fromLatin1(line.trimmed()));
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

/// A line that begins with a blank goes on with the one before (RFC 9112 5.2).
RawHeaders headersIn(const QList<QByteArray> &lines)
{
    RawHeaders headers;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if ((line.startsWith(' ') || line.startsWith('\t')) && !headers.isEmpty())
            headers.last().second += ' ' + line.trimmed();
        else if (colon > 0)
            headers.emplaceBack(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
    }
    return headers;
}

} // namespace

QByteArray HttpReader::feed(QByteArrayView bytes)
{
    QByteArray body;
    while (!bytes.isEmpty() && (m_state == State::Head || m_state == State::Body)) {
        if (m_state == State::Head)
            readHead(bytes);
        else if (m_length == Length::Chunks && m_left == 0)
            readChunkLine(bytes);
        else
            body += readKnown(bytes);
    }
    m_hasRest = m_hasRest || !bytes.isEmpty();
    return body;
}

bool HttpReader::keepsConnection() const
{
    return m_state == State::Ended && m_isPersistent && !m_hasRest;
}

void HttpReader::close()
{
    if (m_state == State::Body && m_length == Length::UntilClosed)
        m_state = State::Ended;
    breakOff();
}

void HttpReader::breakOff()
{
    if (m_state != State::Ended)
        m_state = State::Broken;
}

void HttpReader::fail(const QString &problem)
{
    m_state = State::Broken;
    m_problem = problem;
}

/// Takes bytes up to the end of a line, and the head when that line is blank.
void HttpReader::readHead(QByteArrayView &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype length = end < 0 ? bytes.size() : end + 1;
    m_line += bytes.first(length);
    bytes = bytes.sliced(length);
    if (m_line.size() > MostOfHead)
        dropHead();
    else if (!QByteArrayView("HTTP/1.").startsWith(
                 QByteArrayView(m_line).first(std::min<qsizetype>(m_line.size(), 7))))
        fail(tr("The response is not HTTP/1.1."));
    else if (m_line.endsWith("\n\r\n") || m_line.endsWith("\n\n"))
        takeHead(std::exchange(m_line, {}));
}

/// The status counts all the same.
void HttpReader::dropHead()
{
    m_status = statusIn(m_line.first(m_line.indexOf('\n') + 1)).value_or(0);
    m_line.clear();
    fail(tr("The server sent too many headers."));
}

void HttpReader::takeHead(const QByteArray &head)
{
    QList<QByteArray> lines = QByteArray(head).replace("\r\n", "\n").split('\n');
    const std::optional<int> status = statusIn(lines.takeFirst());
    if (!status)
        return fail(tr("The response is not HTTP/1.1."));
    m_status = *status;
    m_headers = headersIn(lines);
    m_isPersistent = head.startsWith("HTTP/1.1") && !hasOption(m_headers, "close");
    if (m_status / 100 != 1)
        chooseLength();
}

/// RFC 9112 6.3
void HttpReader::chooseLength()
{
    m_state = State::Body;
    QList<QByteArray> codings = valuesOf(m_headers, "transfer-encoding");
    codings.removeIf([](const QByteArray &coding) { return coding.toLower() == "identity"; }); // RFC 2616
    const QList<QByteArray> lengths = lengthsIn(m_headers);
    if (m_status == 204 || m_status == 304) {
        m_state = State::Ended;
    } else if (!codings.isEmpty()) {
        m_length = codings.last().toLower().endsWith("chunked") ? Length::Chunks : Length::UntilClosed;
    } else if (!lengths.isEmpty()) {
        m_length = Length::Known;
        const std::optional<qint64> length = numberIn(lengths.first(), 10);
        m_left = length.value_or(0);
        if (!length || lengths.count(lengths.first()) != lengths.size())
            fail(tr("The server tells no length of its answer that can be read (Content-Length: %1).")
                    .arg(QString::fromLatin1(lengths.join(", ").left(60))));
        else if (m_left == 0)
            m_state = State::Ended;
    }
}

QByteArray HttpReader::readKnown(QByteArrayView &bytes)
{
    const bool isBounded = m_length != Length::UntilClosed;
    const qsizetype length = isBounded ? std::min<qint64>(bytes.size(), m_left) : bytes.size();
    const QByteArray body = bytes.first(length).toByteArray();
    bytes = bytes.sliced(length);
    if (!isBounded)
        return body;
    m_left -= length;
    if (m_left == 0 && m_length == Length::Known)
        m_state = State::Ended;
    m_afterChunk = m_left == 0;
    return body;
}

QString HttpReader::badChunk()
{
    return tr("The chunks of the server's answer are malformed.");
}

void HttpReader::readChunkLine(QByteArrayView &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype length = end < 0 ? bytes.size() : end + 1;
    m_line += bytes.first(length);
    bytes = bytes.sliced(length);
    if (m_line.size() > MostOfLine)
        fail(badChunk());
    else if (end >= 0)
        takeChunkLine(std::exchange(m_line, {}).trimmed());
}

/// The end of a chunk, the size of the next, or a trailer; a blank one ends the body (RFC 9112 7.1).
void HttpReader::takeChunkLine(const QByteArray &line)
{
    if (std::exchange(m_afterChunk, false)) {
        if (!line.isEmpty())
            fail(badChunk());
        return;
    }
    if (m_inTrailers) {
        if (line.isEmpty())
            m_state = State::Ended;
        return;
    }
    const std::optional<qint64> size = numberIn(line.split(';').first().trimmed(), 16);
    m_left = size.value_or(0);
    m_inTrailers = m_left == 0;
    if (!size)
        fail(badChunk());
}

} // namespace Parlance
