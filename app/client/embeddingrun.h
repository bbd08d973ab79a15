// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/httprun.h"
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
    /// The bytes of the body that have come, and of these the ones that were read.
    [[nodiscard]] qint64 receivedBytes() const { return m_receivedBytes; }
    [[nodiscard]] qint64 readBytes() const { return m_readBytes; }

protected:
    void readArrived() override;
    void readEnd() override;

private:
    using Answer = std::expected<EmbeddingAnswer, ChatError>;

    void noteReading(qint64 bytes);
    void take(Answer answer);

    const qsizetype m_inputCount;
    EmbeddingAnswer m_answer;
    qint64 m_receivedBytes = 0;
    qint64 m_readBytes = 0;
    std::jthread m_reading; ///< last, as it uses the others
};

} // namespace Parlance
