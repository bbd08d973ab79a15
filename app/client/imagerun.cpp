// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/imagerun.h"

namespace Parlance {

ImageRun::ImageRun(ChatClient &client, const Target &target, const ImageRequest &request, QObject *parent)
    : ImageRun(client, target, request, std::make_shared<ImageReader>(request), parent)
{
}

ImageRun::ImageRun(ChatClient &client, const Target &target, const ImageRequest &request,
    const std::shared_ptr<ImageReader> &reader, QObject *parent)
    : EndpointRun(client, target, endpointRequest(request), reader, parent)
    , m_reader(reader)
{
    m_thread.setMaxThreadCount(1);
}

/// Waits for what is being read, which is a fraction of a second.
ImageRun::~ImageRun()
{
    m_stop.request_stop();
    m_thread.clear();
}

void ImageRun::stop()
{
    m_stop.request_stop();
    if (exchange()->isRunning())
        return EndpointRun::stop();
    if (state() == State::Running)
        end(State::Stopped);
}

void ImageRun::process(const Read &read, const Take &take)
{
    if (m_stop.stop_requested())
        return take({});
    m_thread.start([this, read, take, stop = m_stop.get_token()] {
        if (stop.stop_requested())
            return;
        const Outcome outcome = read();
        const auto handOver = [this, take, stop, outcome, answer = m_reader->answer()] {
            if (stop.stop_requested())
                return;
            m_answer = answer;
            take(outcome);
        };
        QMetaObject::invokeMethod(this, handOver);
    });
}

} // namespace Parlance
