// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httprun.h"
#include "client/progresspause.h"
#include "wire/endpoints/embeddinganswer.h"
#include "wire/endpoints/embeddingrequest.h"

#include <thread>
#include <utility>

namespace Parlance {

/// One request for embeddings. The answer, which may have hundreds of megabytes, is read in another thread
/// once it is there; deleting the run ends that, too.
class EmbeddingRun : public HttpRun
{
    Q_OBJECT

public:
    /// Sends the request. `target.problem` must be empty.
    EmbeddingRun(
        ChatClient &client, const Target &target, const EmbeddingRequest &request, QObject *parent = nullptr);
    ~EmbeddingRun() override;

    void stop() override;

    /// Empty until the run is complete.
    [[nodiscard]] const EmbeddingAnswer &answer() const { return m_answer; }
    /// The same, which is empty afterwards.
    [[nodiscard]] EmbeddingAnswer takeAnswer() { return std::exchange(m_answer, {}); }
    /// How much of the body was read, and of how much: both without its compression; 0 until that has begun.
    [[nodiscard]] qint64 readBytes() const { return m_readBytes; }
    [[nodiscard]] qint64 bodyBytes() const { return m_bodyBytes; }

protected:
    void readArrived() override;
    void readEnd() override;

private:
    using Answer = std::expected<EmbeddingAnswer, ChatError>;

    void noteReading(qint64 bytes, qint64 bodyBytes);
    void take(Answer answer);

    const qsizetype m_inputCount;
    EmbeddingAnswer m_answer;
    ProgressPause m_arrivals;
    qint64 m_readBytes = 0;
    qint64 m_bodyBytes = 0;
    std::jthread m_reading; ///< last, as it uses the others
};

} // namespace Parlance
