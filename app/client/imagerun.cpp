// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/imagerun.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <utility>

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
}

void ImageRun::stop()
{
    m_isStopped = true;
    if (exchange()->isRunning())
        return EndpointRun::stop();
    if (state() == State::Running)
        end(State::Stopped);
}

void ImageRun::process(const Read &read, const Take &take)
{
    if (m_isStopped)
        return take({});
    m_steps.append({.read = read, .take = take});
    if (m_steps.size() == 1)
        readNext();
}

void ImageRun::readNext()
{
    QPromise<Result> promise;
    promise.start();
    promise.future().then(this, [this](const Result &result) { takeResult(result); });
    QThreadPool::globalInstance()->start(
        [read = m_steps.constFirst().read, reader = m_reader, promise = std::move(promise)]() mutable {
            const Outcome outcome = read();
            promise.addResult(Result{.outcome = outcome, .answer = reader->answer()});
            promise.finish();
        });
}

void ImageRun::takeResult(const Result &result)
{
    if (m_isStopped)
        return;
    m_answer = result.answer;
    const Take take = m_steps.takeFirst().take;
    if (!m_steps.isEmpty())
        readNext();
    take(result.outcome); // may delete this
}

} // namespace Parlance
