// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/pcm.h"

#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <vector>

namespace Parlance {

/// Sound that is played while more of it arrives. One thread appends, any other reads what is there; neither
/// waits for the other, and what was appended never moves.
class SoundBuffer
{
public:
    /// 256 MiB: 90 minutes of speech at 24 kHz, or 25 minutes of stereo at 44.1 kHz.
    static constexpr size_t MostSamples = 128 * 1024 * 1024;

    explicit SoundBuffer(const SampleFormat &format);

    [[nodiscard]] const SampleFormat &format() const { return m_format; }

    /// Returns false if there is no room for all of them: then the rest is left out.
    bool append(std::span<const qint16> samples);
    /// No more will be appended.
    void finish() { m_isFinished.store(true, std::memory_order_release); }

    [[nodiscard]] bool isFinished() const { return m_isFinished.load(std::memory_order_acquire); }
    /// The whole frames that are there.
    [[nodiscard]] qint64 frames() const
    {
        return static_cast<qint64>(m_size.load(std::memory_order_acquire)) / m_format.channels;
    }
    [[nodiscard]] double seconds() const { return static_cast<double>(frames()) / m_format.rate; }
    /// A sample of a frame that is there. Waits for nothing.
    [[nodiscard]] qint16 at(qint64 frame, int channel) const
    {
        const auto index = static_cast<size_t>(frame * m_format.channels + channel);
        return (*m_blocks[index / BlockSamples])[index % BlockSamples];
    }

private:
    static constexpr size_t BlockSamples = 64 * 1024;
    using Block = std::array<qint16, BlockSamples>;

    const SampleFormat m_format;
    std::vector<std::unique_ptr<Block>> m_blocks; ///< of a size that stays; null where nothing is yet
    std::atomic<size_t> m_size = 0;               ///< in samples
    std::atomic<bool> m_isFinished = false;
};

} // namespace Parlance
