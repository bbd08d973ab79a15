// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundrecorder.h"

#include "sound/wavreader.h"

#include <QtEndian>
#include <algorithm>
#include <cstdlib>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto LookTime = 50ms;

/// The longest time for which the window may be busy.
constexpr size_t RingSeconds = 15;

constexpr double FullScale = 32'768;

} // namespace

class SoundRecorder::Input : public SoundDevice::Client
{
public:
    explicit Input(SampleRing &ring)
        : m_ring(ring)
    {
    }

    void take(const qint16 *frames, qint64 count) noexcept override
    {
        m_ring.put(frames, static_cast<size_t>(count));
    }

private:
    SampleRing &m_ring;
};

SoundRecorder::SoundRecorder(qint64 mostBytes, SoundDevice::Backend backend, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_mostBytes(mostBytes)
    , m_ring(RingSeconds * Format.rate)
    , m_input(std::make_unique<Input>(m_ring))
{
    m_look.setInterval(LookTime);
    connect(&m_look, &QTimer::timeout, this, &SoundRecorder::look);
}

SoundRecorder::~SoundRecorder()
{
    m_device.reset();
}

void SoundRecorder::start()
{
    stop();
    m_sound.clear();
    m_level = 0;
    m_lostBefore = m_ring.lost();
    SoundDevice::Opened device = SoundDevice::input(m_backend, Format, *m_input);
    m_problem = device ? (*device)->start() : device.error();
    if (!m_problem.isEmpty()) {
        m_problem = tr("No microphone can be used (%1). Choose a file instead.").arg(m_problem);
    } else {
        m_device = std::move(*device);
        m_look.start();
    }
    Q_EMIT changed();
}

void SoundRecorder::stop()
{
    if (!m_device)
        return;
    m_look.stop();
    m_device.reset();
    drain();
    Q_EMIT changed();
}

void SoundRecorder::look()
{
    const bool isGone = !m_device->isRunning();
    drain();
    Q_EMIT recorded();
    if (isGone)
        m_problem = tr("The microphone went away. What was recorded is kept.");
    else if (m_sound.size() >= m_mostBytes)
        m_problem = tr("The recording is as large as servers take, so it ended. What was recorded is kept.");
    if (isGone || m_sound.size() >= m_mostBytes)
        stop();
}

void SoundRecorder::drain()
{
    m_level = 0;
    for (const qint16 sample : m_ring.take()) {
        m_level = std::max(m_level, std::abs(sample) / FullScale);
        const qint16 little = qToLittleEndian(sample);
        if (m_sound.size() < m_mostBytes)
            m_sound.append(reinterpret_cast<const char *>(&little), sizeof little);
    }
    if (m_ring.lost() > m_lostBefore)
        m_problem = tr("The computer was too busy, so a part of the recording is missing.");
}

QByteArray SoundRecorder::wav() const
{
    const PcmFormat format{.samples = Format};
    return m_sound.isEmpty() ? QByteArray() : wavFile(format, m_sound);
}

std::chrono::milliseconds SoundRecorder::duration() const
{
    return std::chrono::milliseconds(m_sound.size() / 2 * 1000 / Format.rate);
}

} // namespace Parlance
