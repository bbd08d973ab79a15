// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/replyassembler.h"

#include "wire/knowncontent.h"
#include "wire/redaction.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr qint64 MostLetters = 16 * MiB;
constexpr qint64 MostBytes = 256 * MiB;
constexpr int MostCalls = 1024;

ChatError tooMuch(const QString &words)
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = words;
    return error;
}

qint64 lettersIn(const Delta &delta)
{
    qint64 letters = delta.text.size() + delta.reasoning.size() + delta.refusal.size();
    for (const ToolCallDelta &call : delta.toolCalls)
        letters += call.arguments.size();
    return letters;
}

} // namespace

ReplyAssembler::ReplyAssembler(const Dialect &dialect, Reply &reply, QList<Secret> keys)
    : m_dialect(dialect)
    , m_reply(reply)
    , m_keys(std::move(keys))
{
}

void ReplyAssembler::readHead(const Recording::Head &head, const QDateTime &now)
{
    const AnswerHead read = AnswerHead::from(head.status, head.headers, now);
    m_reply.timing.headers = head.at;
    m_reply.requestId = read.requestId.isEmpty() ? QString() : Redaction(m_keys).of(read.requestId);
    m_status = head.status;
    m_body.emplace(head.headers);
    m_reader.emplace(m_dialect, read, m_keys);
}

QList<Delta> ReplyAssembler::read(QByteArrayView bytes, Timing::Duration at)
{
    m_now = at;
    if (!m_reader || m_problem) // a file may tell a body without a head
        return {};
    m_bytes += bytes.size();
    QList<Delta> deltas = taken(m_body->isPlain() ? m_reader->feed(bytes) : decompress(bytes));
    if (!m_sawEnd)
        checkBounds();
    return deltas;
}

QList<Delta> ReplyAssembler::decompress(QByteArrayView bytes)
{
    const QByteArray plain = m_body->feed(bytes);
    m_bytes += plain.size() - bytes.size();
    return m_reader->feed(plain);
}

/// Notes why an answer cannot be read on.
void ReplyAssembler::checkBounds()
{
    if (const auto &problem = m_body->problem())
        fail(*problem);
    else if (m_reader->isTooLarge())
        fail(m_reader->tooLarge());
    else if (m_letters > MostLetters)
        fail(tooMuch(
            u"The answer has more than %1 MiB of text, so reading stopped."_s.arg(MostLetters / MiB)));
    else if (m_calls > MostCalls)
        fail(tooMuch(u"The answer has more than %1 tool calls, so reading stopped."_s.arg(MostCalls)));
    else if (m_bytes > MostBytes)
        fail(tooMuch(u"The answer has more than %1 MiB, so reading stopped."_s.arg(MostBytes / MiB)));
}

void ReplyAssembler::fail(const ChatError &problem)
{
    m_problem = problem;
    m_problem->httpStatus = m_status;
    if (m_status >= 400)
        m_problem->kind = errorKindOfStatus(m_status);
}

QList<Delta> ReplyAssembler::readRest(bool broken)
{
    if (!m_reader)
        return {};
    QList<Delta> rest;
    if (!m_sawEnd && !m_problem) {
        rest = m_reader->feed(m_body->finish());
        checkBounds();
    }
    rest += m_reader->finish();
    if (m_problem) // which tells more
        rest.removeIf([](const Delta &delta) { return delta.error.has_value(); });
    else if (broken) // an unreadable rest is due to the connection
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

bool ReplyAssembler::sawFinish() const
{
    const bool hasBegun = m_reply.hasContent() || m_reply.usage.outputTokens;
    const bool isEach = !m_reply.choices.isEmpty() && std::ranges::none_of(std::as_const(m_reply.choices),
                                                          &QString::isEmpty, &Choice::finishReason);
    return m_reply.error || (hasBegun && isEach && !m_finishesEach);
}

void ReplyAssembler::note(const Delta &delta)
{
    const bool isFinishedPiece = delta.hasContent() && !delta.finishReason.isEmpty();
    if (isFinishedPiece && delta.choice < m_reply.choices.size())
        m_finishesEach = m_finishesEach || !m_reply.choices.at(delta.choice).finishReason.isEmpty();
    m_reply.apply(delta);
    if (!delta.hasContent())
        return;
    m_letters += lettersIn(delta);
    for (const ToolCallDelta &call : delta.toolCalls)
        m_calls = std::max(m_calls, call.index + 1);
    m_reply.timing.lastToken = m_now;
    if (!m_reply.timing.firstToken)
        m_reply.timing.firstToken = m_now;
    if (!m_reply.timing.firstText && !delta.text.isEmpty())
        m_reply.timing.firstText = m_now;
}

void ReplyAssembler::finish(const std::optional<ChatError> &failure, Timing::Duration at)
{
    const Reply::State state = m_reader ? m_reader->state() : Reply::State::Failed;
    const std::optional<ChatError> &reason = failure ? failure : m_problem;
    if (m_reply.error)
        return end(Reply::State::Failed, at);
    if (!reason || state == Reply::State::Complete)
        return end(state, at);
    m_reply.error = Redaction(m_keys).of(*reason);
    m_reply.error->requestId = m_reply.requestId;
    end(m_reply.hasContent() ? Reply::State::Incomplete : Reply::State::Failed, at);
}

void ReplyAssembler::complete(Timing::Duration at)
{
    end(m_reply.error ? Reply::State::Failed : Reply::State::Complete, at);
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
    for (Recording::Reader pieces(recording);
        !pieces.atEnd() && !assembler.sawEnd() && !assembler.problem();) {
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
