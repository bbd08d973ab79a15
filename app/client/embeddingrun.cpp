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
    if (m_arrivals.isOver())
        Q_EMIT progressed();
}

/// A copy of a recording shares its bytes, so they stay when the log drops those of the call.
void EmbeddingRun::readEnd()
{
    const Recording &recording = call()->recording;
    if (recording.end && recording.end->by == Recording::End::By::User)
        return end(State::Stopped);
    const auto work = [this, recording, redaction = Redaction(keysOf(*call())), count = m_inputCount](
                          const std::stop_token &stop) {
        const Recording plain = decompressed(recording);
        const auto tell = [this, all = plain.size(), pause = ProgressPause()](qint64 bytes) mutable {
            if (pause.isOver())
                QMetaObject::invokeMethod(this, [this, bytes, all] { noteReading(bytes, all); });
        };
        Answer answer = readEmbeddings(plain, count, tell, stop);
        if (!answer)
            answer.error() = redaction.of(answer.error());
        QMetaObject::invokeMethod(
            this, [this, answer = std::move(answer)]() mutable { take(std::move(answer)); });
    };
    m_reading = std::jthread(work);
}

void EmbeddingRun::noteReading(qint64 bytes, qint64 bodyBytes)
{
    m_readBytes = bytes;
    m_bodyBytes = bodyBytes;
    Q_EMIT progressed();
}

void EmbeddingRun::take(Answer answer)
{
    if (m_reading.get_stop_token().stop_requested())
        return end(State::Stopped);
    if (!answer)
        return end(State::Failed, answer.error());
    m_answer = std::move(*answer);
    end(State::Complete);
}

} // namespace Parlance
