// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httprun.h"

#include "client/chatclient.h"

namespace Parlance {

namespace {

Reply::State replyState(HttpRun::State state)
{
    switch (state) {
    case HttpRun::State::Running:
        return Reply::State::Streaming;
    case HttpRun::State::Complete:
        return Reply::State::Complete;
    case HttpRun::State::Incomplete:
        return Reply::State::Incomplete;
    case HttpRun::State::Stopped:
        return Reply::State::Stopped;
    case HttpRun::State::Failed:
        return Reply::State::Failed;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

HttpRun::HttpRun(ChatClient &client, const Target &target, const EndpointRequest &request, QObject *parent)
    : QObject(parent)
    , m_exchange(client.send(target, request, this))
{
    connect(m_exchange, &HttpExchange::arrived, this, [this] {
        noteFirstBytes();
        readArrived();
    });
    connect(m_exchange, &HttpExchange::finished, this, [this] {
        noteFirstBytes();
        readEnd();
    });
}

void HttpRun::noteFirstBytes()
{
    Recording::Reader pieces(call()->recording);
    if (!m_firstBytesAt && !pieces.atEnd())
        m_firstBytesAt = pieces.next().at;
}

void HttpRun::end(State state, const std::optional<ChatError> &error)
{
    m_state = state;
    m_error = error;
    m_exchange->judge(replyState(state), error);
    Q_EMIT finished();
}

} // namespace Parlance
