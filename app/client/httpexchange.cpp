// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httpexchange.h"

#include "client/transporterror.h"

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

void HttpExchange::watchSilence(const Clock &clock, const SilenceLimits &limits)
{
    m_watch = new SilenceWatch(clock, limits, SilenceWatch::Form::Whole, this);
    connect(m_watch, &SilenceWatch::silent, this, &HttpExchange::silent);
    connect(
        m_watch, &SilenceWatch::notConnected, this, [this, limits] { failUnconnected(limits.connection); });
}

void HttpExchange::close()
{
    m_transfer.reset();
    if (!m_watch)
        return;
    m_watch->disconnect(this);
    m_watch->stop();
}

void HttpExchange::read()
{
    if (!m_transfer) // a piece was on its way when the answer was cut
        return;
    fetch();
    Recording &recording = m_call->recording;
    if (recording.size() > m_mostBytes) {
        ChatError error;
        error.kind = ChatError::Kind::Protocol;
        error.message =
            tr("The answer is longer than %n kilobytes.", nullptr, static_cast<int>(m_mostBytes / 1024));
        recording.end = {.failure = error, .at = m_transfer->elapsed()};
    }
    if (recording.end)
        end();
}

void HttpExchange::fetch()
{
    const Arrivals arrivals = m_transfer->take();
    arrivals.addTo(m_call->recording);
    if (!m_watch)
        return;
    m_watch->note(arrivals);
    if (!arrivals.body.isEmpty())
        m_watch->noteAnswer();
}

/// Fetches first: of a connection alone, the transfer does not tell.
void HttpExchange::failUnconnected(std::chrono::milliseconds limit)
{
    fetch();
    if (!m_watch->isConnecting() || m_call->recording.end)
        return;
    m_call->recording.end = {
        .failure = notConnected(limit, m_call->recording.proxy), .at = m_transfer->elapsed()};
    end();
}

void HttpExchange::end()
{
    m_transfer.reset();
    if (m_watch)
        m_watch->stop();
    m_call->recording.squeeze();
    const std::shared_ptr<const Call> call = m_call; // a handler may delete the exchange
    Q_EMIT finished(*call);
}

} // namespace Parlance
