// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/replyassembler.h"

#include "wire/knowncontent.h"

#include <algorithm>
#include <tuple>

namespace Parlance {

ReplyAssembler::ReplyAssembler(const Dialect &dialect, Reply &reply)
    : m_dialect(dialect)
    , m_reply(reply)
{
}

void ReplyAssembler::readHead(const Recording::Head &head, const QDateTime &now)
{
    const AnswerHead read = AnswerHead::from(head.status, head.headers, now);
    m_reply.timing.headers = head.at;
    m_reply.requestId = read.requestId;
    m_reader.emplace(m_dialect, read);
}

QList<Delta> ReplyAssembler::read(QByteArrayView bytes, Timing::Duration at)
{
    m_now = at;
    if (!m_reader) // a file may tell a body without a head
        return {};
    return taken(m_reader->feed(bytes));
}

QList<Delta> ReplyAssembler::readRest(bool broken)
{
    if (!m_reader)
        return {};
    QList<Delta> rest = m_reader->finish();
    if (broken) // an unreadable rest is due to the connection
        rest.removeIf(
            [](const Delta &delta) { return delta.error && delta.error->kind == ChatError::Kind::Protocol; });
    return taken(std::move(rest));
}

QList<Delta> ReplyAssembler::taken(QList<Delta> deltas)
{
    for (Delta &delta : deltas) {
        if (delta.restates)
            delta = newIn(delta, m_reply, m_hasPieces);
        else
            m_hasPieces = m_hasPieces || delta.hasContent();
        note(delta);
    }
    m_sawEnd = m_sawEnd || std::ranges::any_of(std::as_const(deltas), &Delta::end);
    return deltas;
}

void ReplyAssembler::note(const Delta &delta)
{
    m_reply.apply(delta);
    if (!delta.hasContent())
        return;
    m_reply.timing.lastToken = m_now;
    if (!m_reply.timing.firstToken)
        m_reply.timing.firstToken = m_now;
    if (!m_reply.timing.firstText && !delta.text.isEmpty())
        m_reply.timing.firstText = m_now;
}

void ReplyAssembler::finish(const std::optional<ChatError> &failure, Timing::Duration at)
{
    const Reply::State state = m_reader ? m_reader->state() : Reply::State::Failed;
    if (m_reply.error)
        return end(Reply::State::Failed, at);
    if (!failure || state == Reply::State::Complete)
        return end(state, at);
    m_reply.error = failure;
    m_reply.error->requestId = m_reply.requestId;
    end(m_reply.hasContent() ? Reply::State::Incomplete : Reply::State::Failed, at);
}

void ReplyAssembler::stop(std::optional<Timing::Duration> at)
{
    end(Reply::State::Stopped, at);
}

void ReplyAssembler::end(Reply::State state, std::optional<Timing::Duration> at)
{
    m_reply.state = state;
    m_reply.timing.total = at;
}

Reply decoded(const Recording &recording, const Dialect &dialect, const QDateTime &now)
{
    Reply reply;
    reply.timing.sent = recording.sentAt;
    ReplyAssembler assembler(dialect, reply);
    if (recording.head)
        assembler.readHead(*recording.head, now);
    Timing::Duration at{0};
    for (Recording::Reader pieces(recording); !pieces.atEnd() && !assembler.sawEnd();) {
        const Recording::Piece piece = pieces.next();
        at = piece.at;
        std::ignore = assembler.read(piece.bytes, at);
    }
    if (!recording.end && !assembler.sawEnd())
        return reply;
    if (recording.end && recording.end->by == Recording::End::By::User) {
        assembler.stop(recording.end->at);
        return reply;
    }
    if (!assembler.sawEnd())
        at = recording.end->at;
    const std::optional<ChatError> failure = recording.end ? recording.end->failure : std::nullopt;
    std::ignore = assembler.readRest(failure.has_value());
    assembler.finish(failure, at);
    return reply;
}

} // namespace Parlance
