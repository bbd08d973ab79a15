// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace Parlance {

/// How samples are played: 16-bit numbers, the channels of a frame side by side.
struct SampleFormat
{
    int rate = 24'000; ///< frames per second
    int channels = 1;

    bool operator==(const SampleFormat &) const = default;
};

/// False for numbers that no sound has, which a file may tell all the same.
[[nodiscard]] constexpr bool isSound(const SampleFormat &format)
{
    return format.channels >= 1 && format.channels <= 32 && format.rate >= 1'000 && format.rate <= 768'000;
}

/// How a frame of a WAV file is stored, little-endian.
struct PcmFormat
{
    SampleFormat samples = {};
    int bits = 16; ///< of a sample: 8 (unsigned), 16, 24, 32; of a float 32 or 64
    bool isFloat = false;

    [[nodiscard]] qsizetype frameBytes() const { return qsizetype(samples.channels) * bits / 8; }
    bool operator==(const PcmFormat &) const = default;
};

} // namespace Parlance
