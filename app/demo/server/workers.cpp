// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/workers.h"

#include <utility>

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostComposing = 2;
constexpr qsizetype MostAtOnce = 8;

} // namespace

Workers::Workers(const Compose &compose, QObject *parent)
    : QObject(parent)
    , m_compose(compose)
    , m_threads(this)
{
    m_threads.setMaxThreadCount(MostComposing);
    m_threads.setObjectName(QStringLiteral("demo worker"));
}

Workers::~Workers()
{
    for (std::stop_source &stop : m_composing)
        stop.request_stop();
    m_threads.waitForDone();
}

void Workers::add(Playback *playback, const DemoRequest &request)
{
    m_waiting.append({playback, request});
    beginNext();
}

void Workers::beginNext()
{
    m_waiting.removeIf([](const Job &job) { return job.playback.isNull(); });
    while (!m_waiting.isEmpty() && m_composing.size() < MostComposing &&
           m_composing.size() + m_sending < MostAtOnce)
        begin(m_waiting.takeFirst());
}

void Workers::begin(Job job)
{
    std::stop_source stop;
    job.request.stop = stop.get_token();
    m_composing.insert(job.request.number, stop);
    connect(job.playback, &QObject::destroyed, this, [stop]() mutable { stop.request_stop(); });
    m_threads.start([this, playback = job.playback, request = std::move(job.request)]() mutable {
        const quint64 number = request.number;
        // A large body is gone, and its place free, before the client hears of it.
        DemoResponse response = m_compose(std::exchange(request, {}));
        QMetaObject::invokeMethod(this, [this, playback, number, response = std::move(response)]() mutable {
            m_composing.remove(number);
            send(playback, std::move(response));
            beginNext();
        });
    });
}

void Workers::send(Playback *playback, DemoResponse response)
{
    if (!playback)
        return;
    ++m_sending;
    connect(playback, &QObject::destroyed, this, [this] {
        --m_sending;
        beginNext();
    });
    playback->start(std::move(response));
}

} // namespace Parlance::Demo
