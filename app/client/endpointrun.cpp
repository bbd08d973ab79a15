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

void EndpointRun::readArrived()
{
    read();
    if (m_reader->error())
        return stop();
    Q_EMIT progressed();
}

void EndpointRun::read()
{
    const std::shared_ptr<const Call> call = this->call();
    const std::optional<Recording::Head> &head = call->recording.head;
    if (!head)
        return;
    if (!std::exchange(m_hasBegun, true))
        m_reader->begin(AnswerHead::from(head->status, head->headers, QDateTime::currentDateTimeUtc()),
            head->headers, keysOf(*call));
    while (!m_unread.atEnd())
        m_reader->feed(m_unread.next().bytes);
}

/// A refusal is told by its words, also if the connection broke behind them. What else broke off keeps what
/// was read.
void EndpointRun::readEnd()
{
    read();
    const Recording &recording = call()->recording;
    const Recording::End how = recording.end.value_or(Recording::End());
    const bool isRefusal = recording.head && recording.head->status >= 300;
    if (how.by == Recording::End::By::User && !m_reader->error())
        return end(State::Stopped);
    if (!how.failure || isRefusal)
        m_reader->finish();
    const std::optional<ChatError> error = m_reader->error() ? m_reader->error() : how.failure;
    end(error ? State::Failed : m_reader->isWhole() ? State::Complete : State::Incomplete, error);
}

} // namespace Parlance
