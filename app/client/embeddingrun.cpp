// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/embeddingrun.h"

#include "wire/contentdecoder.h"

namespace Parlance {

EmbeddingRun::EmbeddingRun(
    ChatClient &client, const Target &target, const EmbeddingRequest &request, QObject *parent)
    : HttpRun(client, target, endpointRequest(request), parent)
    , m_inputCount(request.inputs.size())
{
}

/// Waits for the reading to notice, which is a matter of milliseconds.
EmbeddingRun::~EmbeddingRun() = default;

void EmbeddingRun::stop()
{
    m_reading.request_stop();
    HttpRun::stop(); // a handler of its end may delete this
}

void EmbeddingRun::readArrived()
{
    m_receivedBytes = call()->recording.size();
    Q_EMIT progressed();
}

/// A copy of a recording shares its bytes, so they stay when the log drops those of the call.
void EmbeddingRun::readEnd()
{
    const Recording &recording = call()->recording;
    m_receivedBytes = recording.size();
    if (recording.end && recording.end->by == Recording::End::By::User)
        return end(State::Stopped);
    const auto work = [this, recording, redaction = Redaction(keysOf(*call())), count = m_inputCount](
                          const std::stop_token &stop) {
        const auto tell = [this](qint64 bytes) {
            QMetaObject::invokeMethod(this, [this, bytes] { noteReading(bytes); });
        };
        Answer answer = readEmbeddings(decompressed(recording), count, tell, stop);
        if (!answer)
            answer.error() = redaction.of(answer.error());
        QMetaObject::invokeMethod(
            this, [this, answer = std::move(answer)]() mutable { take(std::move(answer)); });
    };
    m_reading = std::jthread(work);
}

void EmbeddingRun::noteReading(qint64 bytes)
{
    m_readBytes = bytes;
    Q_EMIT progressed();
}

void EmbeddingRun::take(Answer answer)
{
    if (m_reading.get_stop_token().stop_requested())
        return end(State::Stopped);
    m_readBytes = m_receivedBytes;
    if (!answer)
        return end(State::Failed, answer.error());
    m_answer = std::move(*answer);
    end(State::Complete);
}

} // namespace Parlance
