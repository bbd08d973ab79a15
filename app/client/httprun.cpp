// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httprun.h"

#include "client/chatclient.h"

namespace Parlance {

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
    Q_EMIT finished();
}

} // namespace Parlance
