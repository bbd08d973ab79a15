// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/samplering.h"

#include <algorithm>

namespace Parlance {

void SampleRing::put(const qint16 *samples, size_t count) noexcept
{
    const size_t put = m_put.load(std::memory_order_relaxed);
    const size_t room = m_samples.size() - (put - m_taken.load(std::memory_order_acquire));
    const size_t length = std::min(count, room);
    for (size_t i = 0; i < length; ++i)
        m_samples[(put + i) % m_samples.size()] = samples[i];
    m_put.store(put + length, std::memory_order_release);
    m_lost += count - length;
}

Samples SampleRing::take()
{
    const size_t put = m_put.load(std::memory_order_acquire);
    const size_t taken = m_taken.load(std::memory_order_relaxed);
    Samples samples;
    samples.reserve(put - taken);
    for (size_t i = taken; i < put; ++i)
        samples.push_back(m_samples[i % m_samples.size()]);
    m_taken.store(put, std::memory_order_release);
    return samples;
}

} // namespace Parlance
