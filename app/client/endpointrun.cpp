// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/endpointrun.h"

#include "client/chatclient.h"

#include <QDateTime>
#include <utility>

namespace Parlance {

EndpointRun::EndpointRun(ChatClient &client, const Target &target, const EndpointRequest &request,
    std::shared_ptr<EndpointReader> reader, QObject *parent)
    : QObject(parent)
    , m_exchange(client.send(target, request, this))
    , m_reader(std::move(reader))
    , m_unread(m_exchange->call()->recording)
{
    connect(m_exchange, &HttpExchange::arrived, this, [this] {
        read();
        if (m_reader->error())
            return m_exchange->stop();
        Q_EMIT progressed();
    });
    connect(m_exchange, &HttpExchange::finished, this, &EndpointRun::end);
}

void EndpointRun::read()
{
    const std::shared_ptr<const Call> call = m_exchange->call();
    const std::optional<Recording::Head> &head = call->recording.head;
    if (!head)
        return;
    if (!std::exchange(m_hasBegun, true))
        m_reader->begin(AnswerHead::from(head->status, head->headers, QDateTime::currentDateTimeUtc()),
            head->headers, keysOf(*call));
    while (!m_unread.atEnd()) {
        const Recording::Piece piece = m_unread.next();
        if (!m_firstBytesAt)
            m_firstBytesAt = piece.at;
        m_reader->feed(piece.bytes);
    }
}

/// A refusal is told by its words, also if the connection broke behind them. What else broke off keeps what
/// was read.
void EndpointRun::end(const Call &call)
{
    read();
    const Recording::End end = call.recording.end.value_or(Recording::End());
    const bool isRefusal = call.recording.head && call.recording.head->status >= 300;
    const bool isByUser = end.by == Recording::End::By::User && !m_reader->error();
    if (!isByUser && (!end.failure || isRefusal))
        m_reader->finish();
    if (!isByUser)
        m_error = m_reader->error() ? m_reader->error() : end.failure;
    m_state = isByUser               ? State::Stopped
              : m_error              ? State::Failed
              : !m_reader->isWhole() ? State::Incomplete
                                     : State::Complete;
    Q_EMIT finished();
}

} // namespace Parlance
