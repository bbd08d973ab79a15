// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/endpointrun.h"

#include <QDateTime>
#include <utility>

namespace Parlance {

EndpointRun::EndpointRun(ChatClient &client, const Target &target, const EndpointRequest &request,
    std::shared_ptr<EndpointReader> reader, QObject *parent)
    : HttpRun(client, target, request, parent)
    , m_reader(std::move(reader))
    , m_unread(call()->recording)
{
}

void EndpointRun::process(const Read &read, const Take &take)
{
    take(read());
}

void EndpointRun::readArrived()
{
    process(nextRead(false), [this](const Outcome &outcome) {
        if (outcome.error)
            return exchange()->stop(Recording::End::By::EndMark);
        Q_EMIT progressed();
    });
}

/// Of what came since.
EndpointRun::Read EndpointRun::nextRead(bool isLast)
{
    const std::shared_ptr<const Call> call = this->call();
    const std::optional<Recording::Head> &head = call->recording.head;
    if (head && !std::exchange(m_hasBegun, true))
        m_reader->begin(AnswerHead::from(head->status, head->headers, QDateTime::currentDateTimeUtc()),
            head->headers, keysOf(*call));
    QByteArray bytes;
    while (!m_unread.atEnd())
        bytes += m_unread.next().bytes;
    return [reader = m_reader, bytes, isLast]() -> Outcome {
        reader->feed(bytes);
        if (isLast)
            reader->finish();
        return {.error = reader->error(), .isWhole = reader->isWhole()};
    };
}

/// A refusal is told by its words, also if the connection broke behind them. What else broke off keeps what
/// was read.
void EndpointRun::readEnd()
{
    const Recording &recording = call()->recording;
    const Recording::End how = recording.end.value_or(Recording::End());
    const bool isRefusal = recording.head && recording.head->status >= 300;
    const bool isStopped = how.by == Recording::End::By::User;
    const bool isCut = how.failure && !isRefusal;
    process(nextRead(!isStopped && !isCut), [this, how, isStopped](const Outcome &outcome) {
        if (isStopped && !outcome.error)
            return end(State::Stopped);
        const std::optional<ChatError> error = outcome.error ? outcome.error : how.failure;
        end(error ? State::Failed : outcome.isWhole ? State::Complete : State::Incomplete, error);
    });
}

} // namespace Parlance
