// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/waveform.h"

#include <algorithm>

namespace Parlance {

namespace {

constexpr float FullScale = 32'768;

Peak joined(const Peak &one, const Peak &other)
{
    return {.low = std::min(one.low, other.low), .high = std::max(one.high, other.high)};
}

Peak peakOf(const SoundBuffer &sound, qint64 frame)
{
    Peak peak{.low = 1, .high = -1};
    for (int channel = 0; channel < sound.format().channels; ++channel) {
        const float sample = static_cast<float>(sound.at(frame, channel)) / FullScale;
        peak = joined(peak, {.low = sample, .high = sample});
    }
    return peak;
}

} // namespace

void Waveform::update(const SoundBuffer &sound)
{
    for (const qint64 frames = sound.frames(); m_frames < frames; ++m_frames) {
        const Peak peak = peakOf(sound, m_frames);
        if (m_frames % StretchFrames == 0)
            m_stretches.append(peak);
        else
            m_stretches.last() = joined(m_stretches.constLast(), peak);
    }
}

QList<Peak> Waveform::peaks(qsizetype columns) const
{
    const qsizetype count = m_stretches.size();
    QList<Peak> peaks;
    for (qsizetype column = 0; column < columns && count > 0; ++column) {
        const qsizetype first = column * count / columns;
        const qsizetype end = std::max((column + 1) * count / columns, first + 1);
        Peak peak = m_stretches.at(first);
        for (qsizetype i = first + 1; i < end; ++i)
            peak = joined(peak, m_stretches.at(i));
        peaks.append(peak);
    }
    return peaks;
}

} // namespace Parlance
