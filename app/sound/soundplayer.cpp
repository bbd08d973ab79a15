// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundplayer.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto LookTime = 33ms;
constexpr double Slowest = 0.25;
constexpr double Fastest = 4;

} // namespace

class SoundPlayer::Output : public SoundDevice::Client
{
public:
    explicit Output(SoundRenderer &renderer)
        : m_renderer(renderer)
    {
    }

    void fill(float *frames, qint64 count) noexcept override { m_renderer.render(frames, count); }

private:
    SoundRenderer &m_renderer;
};

SoundPlayer::SoundPlayer(SoundDevice::Backend backend, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
{
    m_look.setInterval(LookTime);
    connect(&m_look, &QTimer::timeout, this, &SoundPlayer::look);
}

SoundPlayer::~SoundPlayer()
{
    close();
}

void SoundPlayer::setSound(std::shared_ptr<const SoundBuffer> sound)
{
    close();
    m_output.reset();
    m_renderer.reset();
    m_sound = std::move(sound);
    m_problem.clear();
    if (m_sound) {
        m_renderer = std::make_unique<SoundRenderer>(m_sound);
        m_renderer->setSpeed(m_speed);
        m_output = std::make_unique<Output>(*m_renderer);
    }
    setPlaying(false);
    Q_EMIT moved();
}

void SoundPlayer::play()
{
    if (!m_renderer)
        return;
    m_renderer->setEnd(-1);
    if (m_sound->isFinished() && m_renderer->position() >= m_sound->frames())
        m_renderer->seek(0);
    setPlaying(open());
}

void SoundPlayer::play(Time from, Time to)
{
    if (!m_renderer)
        return;
    m_renderer->setEnd(frameAt(to));
    m_renderer->seek(frameAt(from));
    setPlaying(open());
}

/// The device closes when the sound has faded.
void SoundPlayer::pause()
{
    if (m_isPlaying)
        setPlaying(false);
}

void SoundPlayer::seek(Time time)
{
    if (!m_renderer)
        return;
    m_renderer->setEnd(-1);
    m_renderer->seek(std::min(frameAt(time), m_sound->frames()));
    Q_EMIT moved();
}

void SoundPlayer::setSpeed(double speed)
{
    m_speed = std::clamp(speed, Slowest, Fastest);
    if (m_renderer)
        m_renderer->setSpeed(m_speed);
}

SoundPlayer::Time SoundPlayer::position() const
{
    return m_renderer ? Time(m_renderer->position() * 1000 / m_sound->format().rate) : 0ms;
}

SoundPlayer::Time SoundPlayer::duration() const
{
    return m_sound ? Time(m_sound->frames() * 1000 / m_sound->format().rate) : 0ms;
}

qint64 SoundPlayer::frameAt(Time time) const
{
    return std::max<qint64>(time.count(), 0) * m_sound->format().rate / 1000;
}

/// Returns false, with the problem set, if there is no device.
bool SoundPlayer::open()
{
    m_problem.clear();
    if (m_device && m_device->isRunning())
        return true;
    close();
    SoundDevice::Opened device = SoundDevice::output(m_backend, m_sound->format(), *m_output);
    m_problem = device ? (*device)->start() : device.error();
    if (!m_problem.isEmpty()) {
        m_problem = tr("No sound device can play this (%1).").arg(m_problem);
        return false;
    }
    m_device = std::move(*device);
    m_look.start();
    return true;
}

void SoundPlayer::close()
{
    m_look.stop();
    m_device.reset();
}

void SoundPlayer::look()
{
    if (!m_device->isRunning()) {
        close();
        m_problem = tr("The sound device went away.");
        return setPlaying(false);
    }
    Q_EMIT moved();
    if (m_isPlaying && m_renderer->isOver())
        setPlaying(false);
    else if (!m_isPlaying && m_renderer->isSilent())
        close();
}

void SoundPlayer::setPlaying(bool isPlaying)
{
    m_isPlaying = isPlaying;
    if (m_renderer)
        m_renderer->setPlaying(isPlaying);
    Q_EMIT changed();
}

} // namespace Parlance
