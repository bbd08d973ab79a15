// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/httpexchange.h"

#include "client/transporterror.h"

#include <QPointer>
#include <tuple>
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

void HttpExchange::watchSilence(const Clock &clock, const SilenceLimits &limits, SilenceWatch::Form form)
{
    m_watch = new SilenceWatch(clock, limits, form, this);
    connect(m_watch, &SilenceWatch::silent, this, &HttpExchange::silent);
    connect(
        m_watch, &SilenceWatch::notConnected, this, [this, limits] { failUnconnected(limits.connection); });
}

Timing::Duration HttpExchange::elapsed() const
{
    return m_transfer ? m_transfer->elapsed() : Timing::Duration(0);
}

qint64 HttpExchange::sentBytes() const
{
    const Recording &recording = m_call->recording;
    const bool isWhole = recording.head || (recording.sentAt && !m_uploaded);
    return isWhole ? m_call->sent.body.size() : m_uploaded.value_or(0);
}

void HttpExchange::stop(Recording::End::By by)
{
    if (!m_transfer)
        return;
    std::ignore = fetch();
    if (!m_watch) // it waits for the rate limit: nothing was sent
        m_call->sent = {};
    if (!m_call->recording.end)
        m_call->recording.end = {.at = elapsed(), .by = by};
    end();
}

void HttpExchange::judge(Reply::State state, const std::optional<ChatError> &error)
{
    m_call->reply.state = state;
    m_call->reply.error = error;
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
    const Arrivals arrivals = fetch();
    const QPointer<HttpExchange> self(this);
    if (arrivals.uploaded)
        Q_EMIT uploaded(*arrivals.uploaded, m_call->sent.body.size());
    if (!self || !m_transfer)
        return;
    cutTooLong();
    if (m_call->recording.end)
        return end();
    if (arrivals.head || !arrivals.body.isEmpty())
        Q_EMIT arrived();
}

void HttpExchange::cutTooLong()
{
    Recording &recording = m_call->recording;
    if (recording.size() <= m_mostBytes)
        return;
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = tr("The answer is longer than %1.")
                        .arg(QLocale().formattedDataSize(m_mostBytes, 0, QLocale::DataSizeTraditionalFormat));
    recording.end = {.failure = error, .at = m_transfer->elapsed()};
}

Arrivals HttpExchange::fetch()
{
    Arrivals arrivals = m_transfer->take();
    arrivals.addTo(m_call->recording);
    if (arrivals.uploaded)
        m_uploaded = arrivals.uploaded;
    if (m_watch)
        m_watch->note(arrivals);
    if (m_watch && !arrivals.body.isEmpty())
        m_watch->noteAnswer();
    return arrivals;
}

/// Fetches first: of a connection alone, the transfer does not tell.
void HttpExchange::failUnconnected(std::chrono::milliseconds limit)
{
    std::ignore = fetch();
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
