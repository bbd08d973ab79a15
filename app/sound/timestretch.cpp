// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/timestretch.h"

#include <algorithm>
#include <cstdlib>

namespace Parlance {

namespace {

constexpr qint64 GrainsPerSecond = 40;

/// A period of the lowest voice is 12 ms long.
constexpr qint64 ReachesPerSecond = 80;

/// Every other sample tells enough.
constexpr qint64 Stride = 2;

} // namespace

TimeStretch::TimeStretch(const SoundBuffer &sound)
    : m_sound(sound)
    , m_grain(sound.format().rate / GrainsPerSecond)
    , m_reach(sound.format().rate / ReachesPerSecond)
{
}

void TimeStretch::begin(qint64 frame) noexcept
{
    m_old = frame;
    m_new = frame;
    m_done = 0;
}

void TimeStretch::next(float *out, qint64 frame, qint64 last) noexcept
{
    if (m_done == m_grain) {
        m_old = m_new + m_grain;
        m_new = bestNear(frame, last);
        m_done = 0;
    }
    const float part = static_cast<float>(m_done) / static_cast<float>(m_grain);
    for (int channel = 0; channel < m_sound.format().channels; ++channel) {
        const auto fading = static_cast<float>(sampleAt(m_old + m_done, channel, last));
        const auto coming = static_cast<float>(sampleAt(m_new + m_done, channel, last));
        out[channel] = fading + (coming - fading) * part;
    }
    ++m_done;
}

/// Where the sound is most like what follows the grain that fades out; nearest to its place among equals.
qint64 TimeStretch::bestNear(qint64 frame, qint64 last) const noexcept
{
    qint64 best = frame;
    qint64 least = difference(frame, m_old, last);
    for (qint64 away = Stride; away <= m_reach && least > 0; away += Stride) {
        for (const qint64 candidate : {frame - away, frame + away}) {
            const qint64 found = difference(candidate, m_old, last);
            if (found < least) {
                least = found;
                best = candidate;
            }
        }
    }
    return best;
}

qint64 TimeStretch::difference(qint64 frame, qint64 other, qint64 last) const noexcept
{
    qint64 sum = 0;
    for (qint64 i = 0; i < m_reach; i += Stride)
        sum += std::abs(sampleAt(frame + i, 0, last) - sampleAt(other + i, 0, last));
    return sum;
}

int TimeStretch::sampleAt(qint64 frame, int channel, qint64 last) const noexcept
{
    return m_sound.at(std::clamp<qint64>(frame, 0, last), channel);
}

} // namespace Parlance
