// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httpexchange.h"

#include <utility>

namespace Parlance {

HttpExchange::HttpExchange(
    TransferPointer transfer, std::shared_ptr<Call> call, qint64 mostBytes, QObject *parent)
    : QObject(parent)
    , m_transfer(std::move(transfer))
    , m_call(std::move(call))
    , m_mostBytes(mostBytes)
{
    connect(m_transfer.get(), &Transfer::arrived, this, &HttpExchange::read);
}

void HttpExchange::read()
{
    if (!m_transfer) // a piece was on its way when the answer was cut
        return;
    Recording &recording = m_call->recording;
    m_transfer->take().addTo(recording);
    if (recording.size() > m_mostBytes) {
        ChatError error;
        error.kind = ChatError::Kind::Protocol;
        error.message =
            tr("The answer is longer than %n kilobytes.", nullptr, static_cast<int>(m_mostBytes / 1024));
        recording.end = {.failure = error, .at = m_transfer->elapsed()};
    }
    if (!recording.end)
        return;
    m_transfer.reset();
    recording.squeeze();
    const std::shared_ptr<const Call> call = m_call; // a handler may delete the exchange
    Q_EMIT finished(*call);
}

} // namespace Parlance
