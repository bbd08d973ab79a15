// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerreader.h"

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

QList<Delta> tooLarge()
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = u"The answer has a piece of more than %1 MiB."_s.arg(MaxBytes / (1024 * 1024));
    return failure(error);
}

/// The offset of the first byte that is neither white space nor a byte order mark, or -1.
qsizetype firstMeaningfulByte(QByteArrayView bytes)
{
    constexpr QByteArrayView meaningless = " \t\r\n\xef\xbb\xbf";
    for (qsizetype place = 0; place < bytes.size(); ++place) {
        if (!meaningless.contains(bytes[place]))
            return place;
    }
    return -1;
}

bool isUnreadable(const Delta &delta)
{
    return delta.error && delta.error->kind == ChatError::Kind::Protocol;
}

} // namespace

AnswerReader::AnswerReader(const Dialect &dialect, AnswerHead head)
    : m_dialect(&dialect)
    , m_head(std::move(head))
    , m_form(m_head.status >= 400 ? Form::Whole : Form::Unknown)
    , m_events(MaxBytes)
    , m_decoder(dialect.streamDecoder())
{
}

QList<Delta> AnswerReader::feed(QByteArrayView bytes)
{
    if (m_form == Form::Stream)
        return readStream(bytes);
    keep(bytes);
    if (m_form == Form::Whole)
        return {};
    const qsizetype first = firstMeaningfulByte(bytes);
    if (first < 0)
        return {};
    m_form = formOf(bytes[first]);
    return m_form == Form::Stream ? readStream(std::exchange(m_body, {})) : QList<Delta>();
}

QList<Delta> AnswerReader::finish()
{
    m_over = true;
    return m_form == Form::Whole ? readWhole() : readUnfinished();
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

AnswerReader::Form AnswerReader::formOf(char firstByte) const
{
    if (firstByte == '{' || firstByte == '[' || firstByte == '<')
        return Form::Whole;
    const bool saysWhole = m_head.contentType.endsWith("json") || m_head.contentType == "text/html";
    return saysWhole ? Form::Whole : Form::Stream;
}

QList<Delta> AnswerReader::readStream(QByteArrayView bytes)
{
    if (m_ended || m_events.overflowed())
        return {};
    const QList<SseEvent> events = m_events.feed(bytes);
    QList<Delta> deltas;
    deltas.reserve(events.size()); // most events give one delta
    for (const SseEvent &event : events)
        deltas += m_decoder->decode(event);
    if (m_events.overflowed())
        deltas += tooLarge();
    return taken(std::move(deltas));
}

/// An event that was cut off is not an error: the answer is incomplete anyway.
QList<Delta> AnswerReader::readUnfinished()
{
    const std::optional<SseEvent> event = m_ended ? std::nullopt : m_events.takeUnfinished();
    if (!event)
        return {};
    QList<Delta> deltas = m_decoder->decode(*event);
    deltas.removeIf(isUnreadable);
    return taken(std::move(deltas));
}

QList<Delta> AnswerReader::readWhole()
{
    if (m_tooLarge)
        return taken(tooLarge());
    if (m_head.status >= 400)
        return taken(failure(decodeError(m_head, m_body)));
    const auto deltas = m_dialect->decodeAnswer(m_body);
    return taken(deltas ? *deltas : failure(deltas.error()));
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
            delta.error->retryAfter = m_head.retryAfter;
            if (!m_head.requestId.isEmpty())
                delta.error->requestId = m_head.requestId;
        }
        m_failed = m_failed || delta.error;
        if (delta.hasContent())
            m_begun.insert(delta.choice);
        if (!delta.finishReason.isEmpty())
            m_finished.insert(delta.choice);
        m_ended = m_ended || delta.end;
        if (m_ended)
            deltas.resize(place + 1); // nothing follows the end mark
    }
    return deltas;
}

} // namespace Parlance
