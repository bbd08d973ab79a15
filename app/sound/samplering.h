// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/pcm.h"

#include <atomic>

namespace Parlance {

/// Hands samples from one thread to another. Neither waits, and putting allocates nothing: what does not fit
/// is lost, and counted.
class SampleRing
{
public:
    explicit SampleRing(size_t capacity)
        : m_samples(capacity)
    {
    }

    /// For one thread.
    void put(const qint16 *samples, size_t count) noexcept;
    /// For one other thread: all that was put since the last call.
    [[nodiscard]] Samples take();
    /// How many samples were lost so far.
    [[nodiscard]] size_t lost() const { return m_lost; }

private:
    Samples m_samples;
    std::atomic<size_t> m_put = 0; ///< how many in all
    std::atomic<size_t> m_taken = 0;
    std::atomic<size_t> m_lost = 0;
};

} // namespace Parlance
