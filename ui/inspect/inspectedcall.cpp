// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspectedcall.h"

#include "view/base/background.h"
#include "wire/ssereader.h"

using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto PollTime = 250ms; ///< often enough to follow, and rare enough to cost little
constexpr auto SliceTime = 5ms;
constexpr qint64 LongestKey = 4096;       ///< in bytes: a shorter beginning could cut a key in two
constexpr qint64 MostAtOnce = 256 * 1024; ///< bytes that are masked within a frame

/// Masks keys, also those that were found in pieces: their bytes are at `places` of the body.
QByteArray maskedIn(
    QByteArray bytes, const Redaction &redaction, const std::set<qint64> &places, qint64 offset)
{
    bytes = redaction.of(std::move(bytes));
    const auto end = places.lower_bound(offset + bytes.size());
    for (auto place = places.lower_bound(offset); place != end; ++place)
        bytes[*place - offset] = Redaction::ByteMask;
    return bytes;
}

/// The usage may follow an answer that counts as complete.
bool mayGrow(const Call &call)
{
    return !hasEnded(call) || (call.recording.startedAt && !call.recording.end);
}

} // namespace

InspectedCall::InspectedCall(std::shared_ptr<const Call> call, const Redaction &redaction, QObject *parent)
    : QObject(parent)
    , m_call(std::move(call))
    , m_redaction(redaction)
    , m_trace(std::make_shared<AnswerTrace>(m_call->recording, m_call->dialect))
    , m_splitKeys(redaction.splitKeys())
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &InspectedCall::readMore);
    readMore();
}

WireRequest InspectedCall::requestHead() const
{
    WireRequest head = m_call->sent;
    head.body.clear();
    return m_redaction.of(head);
}

RawHeaders InspectedCall::answerHeaders() const
{
    RawHeaders headers = m_call->recording.head ? m_call->recording.head->headers : RawHeaders();
    for (auto &[name, value] : headers)
        value = m_redaction.of(value);
    return headers;
}

/// Reads for a few milliseconds, so that the window stays responsive, and comes back for the rest.
void InspectedCall::readMore()
{
    if (m_call->bytesDropped || m_whole)
        return Q_EMIT grew();
    const bool isNew = m_trace->advanceToEnd(QDeadlineTimer(SliceTime, Qt::PreciseTimer));
    if (m_trace->isAtEnd()) {
        if (!m_trace->isStream() && m_trace->body().size() > MostAtOnce)
            return finishBeside();
        m_trace->finish();
    }
    for (; m_trace->isStream() && m_searched < events().size(); ++m_searched) {
        const TracedEvent &event = events().at(m_searched);
        m_splitKeys.read(m_trace->body().bytes(event.offset, event.size), event.offset);
    }
    if (!m_trace->isCurrent())
        m_next.start(0ms);
    else if (mayGrow(*m_call))
        m_next.start(PollTime);
    const bool isHeadNew = m_call->recording.head && !std::exchange(m_isHeadKnown, true);
    if (isNew || isHeadNew || isComplete())
        Q_EMIT grew();
}

/// Puts an empty trace in the place of the one that another thread works on.
void InspectedCall::finishBeside()
{
    m_whole = m_trace->body();
    const auto rest =
        std::exchange(m_trace, std::make_shared<AnswerTrace>(m_call->recording, m_call->dialect));
    inBackground(
        this,
        [rest, call = m_call] {
            rest->finish();
            return rest;
        },
        [this](const std::shared_ptr<AnswerTrace> &read) {
            m_trace = read;
            m_whole.reset();
            readMore();
        });
    Q_EMIT grew();
}

bool InspectedCall::isComplete() const
{
    return !mayGrow(*m_call) && (m_call->bytesDropped || m_trace->isCurrent());
}

std::optional<QByteArray> InspectedCall::requestBody()
{
    const QByteArray &sent = m_call->sent.body;
    if (sent.size() <= MostAtOnce)
        return m_redaction.of(sent);
    return maskOnce(m_requestBody, [sent, keys = m_redaction] { return keys.of(sent); });
}

std::optional<QByteArray> InspectedCall::body()
{
    const Recording &recording = m_whole ? *m_whole : m_trace->body();
    if (recording.size() <= MostAtOnce)
        return maskedBytes(0, recording.size());
    if (!m_whole && !isComplete())
        return {};
    return maskOnce(m_body, [recording, keys = m_redaction, places = m_splitKeys.offsets()] {
        return maskedIn(recording.body(), keys, places, 0);
    });
}

std::optional<QByteArray> InspectedCall::maskOnce(
    const std::shared_ptr<LargeBody> &body, const std::function<QByteArray()> &mask)
{
    if (!std::exchange(body->isBegun, true)) {
        inBackground(this, mask, [this, body](const QByteArray &masked) {
            body->masked = masked;
            Q_EMIT grew();
        });
    }
    return body->masked;
}

std::optional<QByteArray> InspectedCall::bytesToShow(const TracedEvent &event)
{
    if (event.size <= MostAtOnce)
        return bytesOf(event);
    if (event.size == m_trace->body().size())
        return body();
    const std::set<qint64> &places = m_splitKeys.offsets();
    if (!m_event.bytes || m_event.offset != event.offset || m_event.splitKeys != places.size())
        m_event = {
            .offset = event.offset, .splitKeys = places.size(), .bytes = std::make_shared<LargeBody>()};
    return maskOnce(
        m_event.bytes, [bytes = m_trace->body().bytes(event.offset, event.size), keys = m_redaction, places,
                           offset = event.offset] { return maskedIn(bytes, keys, places, offset); });
}

QByteArray InspectedCall::bytesOf(const TracedEvent &event) const
{
    return maskedBytes(event.offset, event.size);
}

QByteArray InspectedCall::beginningOf(const TracedEvent &event, qint64 most) const
{
    return maskedBytes(event.offset, std::min(event.size, most + LongestKey)).left(most);
}

QString InspectedCall::lettersOf(qsizetype event, qsizetype most) const
{
    QString letters;
    for (const SourceSection &section : m_trace->sections()) {
        if (const auto brought = AnswerTrace::lettersOf(section, event))
            letters += QStringView(section.text)
                           .sliced(brought->first, std::min<qsizetype>(brought->second, most + LongestKey));
    }
    return m_splitKeys.offsets().empty() ? m_redaction.of(letters).left(most) : QString();
}

QByteArray InspectedCall::maskedBytes(qint64 offset, qint64 length) const
{
    return maskedIn(m_trace->body().bytes(offset, length), m_redaction, m_splitKeys.offsets(), offset);
}

QByteArray InspectedCall::dataIn(const QByteArray &bytes)
{
    SseReader reader;
    const QList<SseEvent> events = reader.feed(bytes);
    if (!events.isEmpty())
        return events.first().data;
    if (const std::optional<SseEvent> cut = reader.takeUnfinished())
        return cut->data;
    const QByteArray plain = bytes.trimmed();
    return plain.startsWith('{') || plain.startsWith('[') ? bytes : QByteArray();
}

} // namespace Parlance
