// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/soundbuffer.h"

#include <QList>

namespace Parlance {

/// The lowest and highest sample of a stretch of sound, from -1 to 1.
struct Peak
{
    float low = 0;
    float high = 0;

    bool operator==(const Peak &) const = default;
};

/// What a drawing of a sound shows, also while more arrives: a sample is looked at once.
class Waveform
{
public:
    /// Looks at what has come to the sound since the last call.
    void update(const SoundBuffer &sound);
    void clear() { *this = {}; }

    /// The peaks of `columns` equal stretches of what was looked at; none of nothing.
    [[nodiscard]] QList<Peak> peaks(qsizetype columns) const;

private:
    static constexpr qint64 StretchFrames = 256;

    QList<Peak> m_stretches;
    qint64 m_frames = 0; ///< looked at
};

} // namespace Parlance
