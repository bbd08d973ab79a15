// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerreader.h"

#include "wire/json.h"
#include "wire/jsonreading.h"
#include "wire/redaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MaxBytes = SseReader::DefaultMaxBytes;

QList<Delta> failure(const ChatError &error)
{
    Delta delta;
    delta.error = error;
    return {delta};
}

ChatError emptyAnswer(int status)
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = u"The answer is empty (HTTP %1)."_s.arg(status);
    return error;
}

/// True for white space, the bytes of a byte order mark, and a record separator (RFC 7464).
bool isMeaningless(char byte)
{
    return QByteArrayView(" \t\r\n\xef\xbb\xbf\x1e").contains(byte);
}

bool isLineEnd(char byte)
{
    return byte == '\n' || byte == '\r';
}

constexpr QByteArrayView FieldNames[] = {"data", "event", "id", "retry"};

/// True if the line begins with a field of an event; empty if more bytes must tell.
std::optional<bool> beginsWithField(QByteArrayView line)
{
    for (const QByteArrayView name : FieldNames) {
        if (name.startsWith(line))
            return std::nullopt;
        if (line.startsWith(name) && (line[name.size()] == ':' || isLineEnd(line[name.size()])))
            return true;
    }
    return false;
}

SseEvent eventOf(QByteArrayView data)
{
    return {.type = "message", .data = data.toByteArray(), .id = {}, .retry = std::nullopt};
}

/// The data of a line of an event or of JSON; empty for a comment and for other fields.
QByteArrayView dataIn(QByteArrayView line)
{
    line = line.trimmed();
    if (line.startsWith(':'))
        return {};
    const bool isField = beginsWithField(line).value_or(true);
    if (!isField)
        return line;
    return line.startsWith("data:") ? line.sliced(5).trimmed() : QByteArrayView();
}

/// The elements of a list, as they are written.
QByteArrayList elementsOf(QByteArrayView list)
{
    QByteArrayList elements;
    if (const auto document = JsonDocument::read(list.toByteArray())) {
        for (const JsonValueView &element : document->root().children())
            elements.append(element.text().toByteArray());
    }
    return elements;
}

QByteArray withoutComments(const QByteArray &body)
{
    QByteArray rest = body.trimmed();
    while (rest.startsWith(':'))
        rest = rest.sliced(std::ranges::find_if(rest, isLineEnd) - rest.begin()).trimmed();
    return rest;
}

/// The body of an error; where a server sends it as an event or behind comments, the data in it.
QByteArray errorBody(const QByteArray &whole)
{
    const QByteArray body = withoutComments(whole);
    if (readJson(body) || !body.contains("data:"))
        return body;
    SseReader reader;
    QList<SseEvent> events = reader.feed(body);
    if (const auto last = reader.takeUnfinished())
        events.append(*last);
    const auto tells = [](const SseEvent &event) {
        return readJson(event.data).has_value();
    };
    const auto found = std::ranges::find_if(events, tells);
    if (found != events.end())
        return found->data;
    return events.size() == 1 && beginsWithField(body).value_or(false) ? events.first().data : body;
}

bool isUnreadable(const Delta &delta)
{
    return delta.error && delta.error->kind == ChatError::Kind::Protocol;
}

} // namespace

ChatError AnswerReader::tooLarge()
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = u"The answer has a piece of more than %1 MiB."_s.arg(MaxBytes / (1024 * 1024));
    return error;
}

AnswerReader::AnswerReader(const Dialect &dialect, AnswerHead head, QList<Secret> keys)
    : m_dialect(&dialect)
    , m_head(std::move(head))
    , m_keys(std::move(keys))
    , m_form(m_head.isRefusal() ? Form::Whole : Form::Unknown)
    , m_events(MaxBytes, SseReader::StrayJson::IsData)
    , m_decoder(dialect.streamDecoder())
{
}

QList<Delta> AnswerReader::feed(QByteArrayView bytes)
{
    if (m_form == Form::Stream)
        return readStream(bytes);
    keep(bytes);
    if (m_form == Form::Unknown)
        m_form = formSoFar();
    if (m_form == Form::Stream)
        return readStream(std::exchange(m_body, {}));
    if (m_form == Form::Lines)
        return readLines();
    return m_form == Form::Whole && !m_head.isRefusal() && isFollowed() ? beginLines() : QList<Delta>();
}

QList<Delta> AnswerReader::finish()
{
    m_over = true;
    if (m_form == Form::Lines)
        return finishLines();
    if (m_form == Form::Whole || (m_form == Form::Unknown && m_seen < m_body.size()))
        return readWhole();
    QList<Delta> deltas = readUnfinished();
    if (m_failed || m_ended)
        return deltas;
    if (const auto complaint = m_hasEvents ? m_decoder->complaint() : emptyAnswer(m_head.status))
        deltas += taken(failure(*complaint));
    return deltas;
}

Reply::State AnswerReader::state() const
{
    if (m_failed)
        return Reply::State::Failed;
    if (!m_over)
        return Reply::State::Streaming;
    return m_ended || areAllFinished() ? Reply::State::Complete : Reply::State::Incomplete;
}

/// True if a choice has a finish reason, and no other has content without one.
bool AnswerReader::areAllFinished() const
{
    return !m_finished.isEmpty() && m_finished.contains(m_begun);
}

/// What the first line that is neither blank nor a comment says.
AnswerReader::Form AnswerReader::formSoFar()
{
    skipComments();
    forgetComments();
    const QByteArrayView line = QByteArrayView(m_body).sliced(m_seen);
    if (line.isEmpty())
        return Form::Unknown;
    const bool isIndented = m_seen > 0 && QByteArrayView(" \t").contains(m_body[m_seen - 1]);
    const std::optional<bool> isEvent = isIndented ? false : beginsWithField(line);
    if (!isEvent)
        return Form::Unknown;
    return *isEvent ? Form::Stream : Form::Whole;
}

void AnswerReader::skipComments()
{
    for (; m_seen < m_body.size(); ++m_seen) {
        const char byte = m_body[m_seen];
        if (m_inComment)
            m_inComment = !isLineEnd(byte);
        else if (byte == ':')
            m_inComment = true;
        else if (!isMeaningless(byte))
            return;
    }
}

/// Keeps the memory of a stream that is only kept alive.
void AnswerReader::forgetComments()
{
    constexpr qsizetype many = 4096;
    if (m_seen < many || !isLineEnd(m_body[m_seen - 1]))
        return;
    m_body.remove(0, m_seen);
    m_seen = 0;
}

QList<Delta> AnswerReader::readStream(QByteArrayView bytes)
{
    if (m_ended || m_events.overflowed())
        return {};
    const QList<SseEvent> events = m_events.feed(bytes);
    m_hasEvents = m_hasEvents || !events.isEmpty();
    QList<Delta> deltas;
    deltas.reserve(events.size()); // most events give one delta
    for (const SseEvent &event : events)
        deltas += m_decoder->decode(event);
    if (m_events.overflowed())
        deltas += failure(tooLarge());
    return taken(std::move(deltas));
}

/// An event that was cut off is not an error: the answer is incomplete anyway.
QList<Delta> AnswerReader::readUnfinished()
{
    const std::optional<SseEvent> event = m_ended ? std::nullopt : m_events.takeUnfinished();
    if (!event)
        return {};
    m_hasEvents = true;
    QList<Delta> deltas = m_decoder->decode(*event);
    deltas.removeIf(isUnreadable);
    return taken(std::move(deltas));
}

QList<Delta> AnswerReader::readWhole()
{
    if (m_tooLarge)
        return taken(failure(tooLarge()));
    if (m_head.isRefusal())
        return taken(failure(decodeError(m_head, errorBody(m_body))));
    const QByteArray body = m_body.sliced(m_seen);
    const auto deltas = m_dialect->decodeAnswer(body);
    if (deltas)
        return taken(*deltas);
    const QList<Delta> frames = readFrames(body);
    return taken(frames.isEmpty() ? failure(deltas.error()) : frames);
}

/// A body that is a list of JSON values, or that has events or JSON behind other lines. Empty if it is
/// neither.
QList<Delta> AnswerReader::readFrames(QByteArrayView body)
{
    QList<Delta> deltas;
    const qsizetype first = sizeOfFirstJson(body);
    if (body.startsWith('[')) {
        for (const QByteArray &frame : elementsOf(body))
            deltas += m_decoder->decode(eventOf(frame.trimmed()));
    } else if (first == 0 ? body.contains("data:") : first < body.size()) {
        deltas = takeLines(body);
    }
    const auto complaint = m_decoder->complaint();
    return complaint && deltas.isEmpty() ? failure(*complaint) : deltas;
}

bool AnswerReader::maybeOver() const
{
    if (m_form != Form::Whole || m_seen == m_body.size())
        return false;
    if (m_head.isRefusal())
        return true;
    if (!m_nesting.isClosed())
        return false;
    const auto deltas = m_dialect->decodeAnswer(m_body.sliced(m_seen));
    if (!deltas)
        return deltas.error().kind != ChatError::Kind::Protocol;
    return std::ranges::any_of(*deltas,
        [](const Delta &delta) { return delta.error || delta.usage || !delta.finishReason.isEmpty(); });
}

/// True once a JSON object is whole and something follows it.
bool AnswerReader::isFollowed()
{
    if (m_body[m_seen] != '{')
        return false;
    if (m_first == 0) {
        const qsizetype from = std::max(m_searched, m_seen);
        const qsizetype size = m_nesting.add(QByteArrayView(m_body).sliced(from));
        m_first = size < 0 ? 0 : from + size;
        m_searched = m_body.size();
    }
    const QByteArrayView rest = QByteArrayView(m_body).sliced(m_first);
    return m_first > 0 && !rest.trimmed().isEmpty() &&
           sizeOfFirstJson(QByteArrayView(m_body).sliced(m_seen)) > 0;
}

QList<Delta> AnswerReader::beginLines()
{
    m_form = Form::Lines;
    QList<Delta> deltas = taken(m_decoder->decode(eventOf(m_body.sliced(m_seen, m_first - m_seen))));
    m_hasEvents = !deltas.isEmpty();
    m_seen = m_first;
    return deltas + readLines();
}

QList<Delta> AnswerReader::readLines()
{
    QByteArrayView rest = QByteArrayView(m_body).sliced(m_seen);
    QList<Delta> deltas = m_ended ? QList<Delta>() : taken(takeLines(rest));
    m_hasEvents = m_hasEvents || !deltas.isEmpty();
    m_seen = m_body.size() - rest.size();
    if (m_hasEvents)
        m_body.remove(0, std::exchange(m_seen, 0)); // or else all of it is told
    return deltas;
}

QList<Delta> AnswerReader::finishLines()
{
    if (m_tooLarge)
        return taken(failure(tooLarge()));
    const QList<Delta> deltas = readLines();
    if (m_hasEvents)
        return deltas;
    const auto complaint = m_decoder->complaint();
    return taken(failure(complaint ? *complaint : m_dialect->decodeAnswer(m_body).error_or(ChatError())));
}

/// Decodes whole lines of JSON or of events, and takes them off; in the end also a line that was cut off, as
/// far as it can be read.
QList<Delta> AnswerReader::takeLines(QByteArrayView &rest)
{
    QList<Delta> deltas;
    while (!rest.isEmpty()) {
        const qsizetype end = std::ranges::find_if(rest, isLineEnd) - rest.begin();
        const bool isCut = end == rest.size();
        if (isCut && !m_over)
            break;
        const QByteArrayView data = dataIn(rest.first(end));
        QList<Delta> further = data.isEmpty() ? QList<Delta>() : m_decoder->decode(eventOf(data));
        if (isCut)
            further.removeIf(isUnreadable);
        deltas += further;
        rest = rest.sliced(std::min(end + 1, rest.size()));
    }
    return deltas;
}

void AnswerReader::keep(QByteArrayView bytes)
{
    m_tooLarge = m_tooLarge || m_body.size() + bytes.size() > MaxBytes;
    if (!m_tooLarge)
        m_body += bytes;
}

QList<Delta> AnswerReader::taken(QList<Delta> deltas)
{
    for (qsizetype place = 0; place < deltas.size(); ++place) {
        Delta &delta = deltas[place];
        if (delta.error) {
            delta.error->httpStatus = m_head.status;
            if (m_head.retryAfter)
                delta.error->retryAfter = m_head.retryAfter;
            if (!m_head.requestId.isEmpty())
                delta.error->requestId = m_head.requestId;
            delta.error = Redaction(m_keys).of(*delta.error);
        }
        m_failed = m_failed || delta.error;
        if (delta.hasContent())
            m_begun.insert(delta.choice);
        if (!delta.finishReason.isEmpty()) {
            m_finished.insert(delta.choice);
            delta.finishReason = Redaction(m_keys).of(delta.finishReason);
        }
        m_ended = m_ended || delta.end;
        if (m_ended)
            deltas.resize(place + 1); // nothing follows the end mark
    }
    return deltas;
}

} // namespace Parlance
