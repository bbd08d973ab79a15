// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/curltext.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct StatusLine
{
    int status = 0;
    QString reason;
};

/// "HTTP/1.1 200 OK", "HTTP/2 200"; RFC 9112 4.
std::optional<StatusLine> statusLine(QByteArrayView line)
{
    constexpr qsizetype longEnough = 200;
    static const QRegularExpression form(u"^HTTP/\\d+(?:\\.\\d+)? (\\d{3})(?: (.*?))?\\s*$"_s);
    const QByteArrayView begin = line.first(std::min(line.size(), longEnough));
    const auto match = form.match(QString::fromLatin1(begin));
    if (!match.hasMatch())
        return std::nullopt;
    return StatusLine{.status = match.captured(1).toInt(), .reason = match.captured(2)};
}

/// Takes lines from a text.
class Lines
{
public:
    explicit Lines(const QByteArray &text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] qsizetype offset() const { return m_at; }
    [[nodiscard]] QByteArrayView rest() const { return QByteArrayView(m_text).sliced(m_at); }
    /// The next line, without its end.
    [[nodiscard]] QByteArrayView peek() const
    {
        const QByteArrayView line = rest().first(lengthOfLine());
        return line.endsWith('\r') ? line.chopped(1) : line;
    }
    QByteArrayView take()
    {
        const QByteArrayView line = peek();
        m_at = std::min(m_text.size(), m_at + lengthOfLine() + 1);
        return line;
    }

private:
    [[nodiscard]] qsizetype lengthOfLine() const
    {
        const qsizetype end = rest().indexOf('\n');
        return end < 0 ? rest().size() : end;
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

/// Reads up to and with the blank line. A line that begins with a blank goes on with the one before (RFC 9112
/// 5.2). Returns the offset of a line without a colon.
std::expected<RawHeaders, qsizetype> takeHeaders(Lines &lines)
{
    RawHeaders headers;
    while (!lines.atEnd()) {
        const qsizetype offset = lines.offset();
        const QByteArrayView line = lines.take();
        if (line.isEmpty())
            break;
        if ((line.front() == ' ' || line.front() == '\t') && !headers.isEmpty()) {
            headers.last().second += ' ' + line.trimmed().toByteArray();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon < 1)
            return std::unexpected(offset);
        headers.append(
            {line.first(colon).trimmed().toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()});
    }
    return headers;
}

/// True if curl prints the head of the answer proper after this one.
bool isEarlier(const StatusLine &line)
{
    const bool isTunnel = line.reason.compare("connection established"_L1, Qt::CaseInsensitive) == 0;
    return line.status < 200 || (line.status == 200 && isTunnel) ||
           (line.status >= 300 && line.status < 400) || line.status == 401 || line.status == 407;
}

} // namespace

QByteArray curlTextOf(const Recording &recording)
{
    if (!recording.head)
        return {};
    QByteArray text = "HTTP/1.1 " + QByteArray::number(recording.head->status) + " \r\n";
    for (const auto &[name, values] : recording.head->headers) {
        for (const QByteArray &value : values.split('\n'))
            text += name + ": " + value + "\r\n";
    }
    return text + "\r\n" + recording.body();
}

bool isCurlText(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n');
    return statusLine(end < 0 ? text : text.first(end)).has_value();
}

std::expected<Capture, CaptureFault> captureInCurlText(const QByteArray &text)
{
    Lines lines(text);
    Capture capture;
    std::optional<StatusLine> last;
    while (!last || isEarlier(*last)) {
        const auto line = statusLine(lines.peek());
        if (!line)
            break;
        last = line;
        lines.take();
        const auto headers = takeHeaders(lines);
        if (!headers)
            return std::unexpected(CaptureFault{.reason = CaptureFault::Reason::NoColon,
                .place = placeIn(text, headers.error()),
                .bytes = bytesAt(text, headers.error())});
        capture.recording.head = {
            .status = line->status, .headers = masked(wireHeaders(withoutCookies(*headers)))};
    }
    if (!last)
        return std::unexpected(CaptureFault{.reason = CaptureFault::Reason::NoAnswer, .place = {}});
    capture.recording.append(lines.rest().toByteArray(), {});
    capture.recording.squeeze();
    capture.recording.end = Recording::End();
    return capture;
}

} // namespace Parlance
