// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/endpointrun.h"
#include "wire/endpoints/imagereader.h"

#include <QList>

namespace Parlance {

/// One request for images. The answer, which may have 64 MiB, is read and its pictures are decoded in another
/// thread, as it comes. Deleting the run waits for nothing: the piece that is being read is then for nobody.
class ImageRun : public EndpointRun
{
    Q_OBJECT

public:
    /// Sends the request. `target.problem` must be empty.
    ImageRun(
        ChatClient &client, const Target &target, const ImageRequest &request, QObject *parent = nullptr);

    /// Keeps what has been read by then, and no more.
    void stop() override;

    /// What has been read so far.
    [[nodiscard]] const ImageAnswer &answer() const { return m_answer; }

protected:
    void process(const Read &read, const Take &take) override;

private:
    struct Step
    {
        Read read;
        Take take;
    };
    struct Result
    {
        Outcome outcome;
        ImageAnswer answer;
    };

    ImageRun(ChatClient &client, const Target &target, const ImageRequest &request,
        const std::shared_ptr<ImageReader> &reader, QObject *parent);
    void readNext();
    void takeResult(const Result &result);

    const std::shared_ptr<ImageReader> m_reader; ///< of the other thread
    ImageAnswer m_answer;
    QList<Step> m_steps; ///< the first is being read
    bool m_isStopped = false;
};

} // namespace Parlance
