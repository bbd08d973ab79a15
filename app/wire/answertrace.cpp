// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answertrace.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace Parlance {

namespace {

using Kind = SourceSection::Kind;

TracedEvent::Signs signsOf(const Delta &delta)
{
    TracedEvent::Signs signs;
    signs.setFlag(TracedEvent::Text, !delta.text.isEmpty());
    signs.setFlag(TracedEvent::Reasoning, !delta.reasoning.isEmpty());
    signs.setFlag(TracedEvent::Refusal, !delta.refusal.isEmpty());
    signs.setFlag(TracedEvent::ToolCall, !delta.toolCalls.isEmpty());
    signs.setFlag(TracedEvent::Part, !delta.whole.isEmpty());
    signs.setFlag(TracedEvent::Usage, delta.usage.has_value());
    signs.setFlag(TracedEvent::FinishReason, !delta.finishReason.isEmpty());
    signs.setFlag(TracedEvent::Name, !delta.model.isEmpty() || !delta.id.isEmpty());
    signs.setFlag(TracedEvent::Error, delta.error.has_value());
    signs.setFlag(TracedEvent::EndMark, delta.end);
    return signs;
}

} // namespace

AnswerTrace::AnswerTrace(const Recording &recording, const Dialect *dialect)
    : m_recording(recording)
    , m_pieces(recording)
{
    if (dialect)
        m_assembler.emplace(*dialect, m_reply);
}

bool AnswerTrace::isCurrent() const
{
    return m_over || (m_pieces.atEnd() && !m_recording.end);
}

bool AnswerTrace::advance(const QDeadlineTimer &deadline)
{
    const bool isNew = advanceToEnd(deadline);
    if (isAtEnd())
        finish();
    return isNew;
}

bool AnswerTrace::advanceToEnd(const QDeadlineTimer &deadline)
{
    if (isCurrent())
        return false;
    if (m_recording.head && !std::exchange(m_headRead, true))
        readHead();
    while (!m_pieces.atEnd()) {
        readPiece(m_pieces.next());
        if (deadline.hasExpired())
            break;
    }
    return true;
}

/// The assembler is given what is decompressed already.
void AnswerTrace::readHead()
{
    Recording::Head head = *m_recording.head;
    m_body.emplace(head.headers);
    head.headers.removeIf([](const auto &header) {
        return header.first.compare("content-encoding", Qt::CaseInsensitive) == 0;
    });
    if (m_assembler)
        m_assembler->readHead(head, {});
}

void AnswerTrace::readPiece(const Recording::Piece &piece)
{
    if (!m_body || m_body->isPlain())
        return readPlain(piece.bytes, piece.at);
    const QByteArray plain = m_body->feed(piece.bytes);
    if (m_body->hasDecompressed())
        m_plain.append(plain, piece.at);
    readPlain(plain, piece.at);
}

void AnswerTrace::readPlain(QByteArrayView bytes, Timing::Duration at)
{
    QByteArrayView rest = bytes;
    while (!rest.isEmpty()) {
        const qsizetype end = m_cutter.endIn(rest);
        const qsizetype length = end < 0 ? rest.size() : end;
        read(rest.first(length), at);
        rest = rest.sliced(length);
        if (end >= 0 && m_assembler && !m_assembler->isWhole())
            closeEvent();
    }
}

void AnswerTrace::read(QByteArrayView bytes, Timing::Duration at)
{
    m_open.size += bytes.size();
    if (!bytes.isEmpty())
        m_open.at = at;
    if (!m_assembler)
        return;
    const bool ended = m_assembler->sawEnd();
    const QList<Delta> deltas = m_assembler->read(bytes, at);
    m_open.signs.setFlag(TracedEvent::AfterEndMark, ended && !m_open.signs.testFlag(TracedEvent::EndMark));
    for (const Delta &delta : deltas)
        note(delta);
}

void AnswerTrace::finish()
{
    m_over = true;
    if (m_body && !m_body->isPlain())
        readPlain(m_body->finish(), m_open.at);
    const bool isStopped = m_recording.end->by == Recording::End::By::User;
    const QList<Delta> rest = m_assembler && !isStopped
                                  ? m_assembler->readRest(m_recording.end->failure.has_value())
                                  : QList<Delta>();
    for (const Delta &delta : rest)
        note(delta);
    if (m_open.size == 0)
        return;
    const bool isStream = m_assembler && m_assembler->isStream();
    const bool isWhole = isStream ? m_cutter.isAtEnd() : !m_recording.end->failure && !isStopped;
    m_open.signs.setFlag(TracedEvent::Unfinished, !isWhole);
    closeEvent();
}

void AnswerTrace::note(const Delta &delta)
{
    m_open.signs |= signsOf(delta);
    addText({.choice = delta.choice, .kind = Kind::Reasoning}, delta.reasoning);
    for (const Part &part : delta.whole) {
        if (const auto *other = std::get_if<OtherPart>(&part))
            addText({.choice = delta.choice, .kind = Kind::Other}, other->json);
    }
    addText({.choice = delta.choice, .kind = Kind::Text}, delta.text);
    addText({.choice = delta.choice, .kind = Kind::Refusal}, delta.refusal);
    for (const ToolCallDelta &call : delta.toolCalls) {
        addText({.choice = delta.choice, .kind = Kind::ToolCall, .call = call.index, .name = call.name},
            call.arguments);
    }
}

void AnswerTrace::closeEvent()
{
    m_events.append(m_open);
    m_open = {.offset = m_open.offset + m_open.size};
}

void AnswerTrace::addText(const SourceSection &place, const QString &text)
{
    if (text.isEmpty() && place.name.isEmpty())
        return;
    SourceSection &section = sectionFor(place);
    if (!place.name.isEmpty())
        section.name = place.name;
    if (text.isEmpty())
        return;
    if (section.spans.isEmpty() || section.spans.last().event != m_events.size())
        section.spans.append({.event = m_events.size(), .begin = section.text.size()});
    section.text += text;
    m_open.letters += text.size();
}

/// A tool call's own section, or the newest one of the choice if it has this kind, or else a new one.
SourceSection &AnswerTrace::sectionFor(const SourceSection &place)
{
    for (SourceSection &section : std::views::reverse(m_sections)) {
        if (section.choice != place.choice)
            continue;
        if (section.kind == place.kind && section.call == place.call)
            return section;
        if (place.kind != Kind::ToolCall)
            break;
    }
    m_sections.append(place);
    return m_sections.last();
}

qsizetype AnswerTrace::eventAt(const SourceSection &section, qsizetype letter)
{
    const auto after = std::ranges::upper_bound(section.spans, letter, {}, &SourceSection::Span::begin);
    return after == section.spans.begin() ? -1 : std::prev(after)->event;
}

std::optional<std::pair<qsizetype, qsizetype>> AnswerTrace::lettersOf(
    const SourceSection &section, qsizetype event)
{
    const auto span = std::ranges::lower_bound(section.spans, event, {}, &SourceSection::Span::event);
    if (span == section.spans.end() || span->event != event)
        return {};
    const auto next = std::next(span);
    const qsizetype end = next == section.spans.end() ? section.text.size() : next->begin;
    return std::pair(span->begin, end - span->begin);
}

} // namespace Parlance
