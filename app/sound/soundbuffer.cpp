// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundbuffer.h"

#include <algorithm>

namespace Parlance {

SoundBuffer::SoundBuffer(const SampleFormat &format)
    : m_format(format)
    , m_blocks(MostSamples / BlockSamples)
{
}

bool SoundBuffer::append(std::span<const qint16> samples)
{
    size_t size = m_size.load(std::memory_order_relaxed);
    while (!samples.empty() && size < MostSamples) {
        std::unique_ptr<Block> &block = m_blocks[size / BlockSamples];
        if (!block)
            block = std::make_unique_for_overwrite<Block>();
        const size_t within = size % BlockSamples;
        const size_t length = std::min(samples.size(), BlockSamples - within);
        std::ranges::copy(samples.first(length), block->begin() + static_cast<std::ptrdiff_t>(within));
        samples = samples.subspan(length);
        size += length;
        m_size.store(size, std::memory_order_release);
    }
    return samples.empty();
}

} // namespace Parlance
