// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/endpointrun.h"
#include "wire/endpoints/imagereader.h"

#include <QThreadPool>
#include <stop_token>

namespace Parlance {

/// One request for images. The answer, which may have 64 MiB, is read and its pictures are decoded in another
/// thread, as it comes. Deleting the run ends that, too.
class ImageRun : public EndpointRun
{
    Q_OBJECT

public:
    /// Sends the request. `target.problem` must be empty.
    ImageRun(
        ChatClient &client, const Target &target, const ImageRequest &request, QObject *parent = nullptr);
    ~ImageRun() override;

    /// Keeps what has been read by then, and no more.
    void stop() override;

    /// What has been read so far.
    [[nodiscard]] const ImageAnswer &answer() const { return m_answer; }

protected:
    void process(const Read &read, const Take &take) override;

private:
    ImageRun(ChatClient &client, const Target &target, const ImageRequest &request,
        const std::shared_ptr<ImageReader> &reader, QObject *parent);

    const std::shared_ptr<ImageReader> m_reader; ///< of the other thread
    ImageAnswer m_answer;
    std::stop_source m_stop;
    QThreadPool m_thread; ///< last, as it uses the others
};

} // namespace Parlance
