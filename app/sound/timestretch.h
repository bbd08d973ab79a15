// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/soundbuffer.h"

namespace Parlance {

/// Plays a sound faster or slower without changing its pitch: short grains of it, each faded into the next
/// (WSOLA; Verhelst and Roelands 1993). A grain begins where the sound goes on most like the one before it.
///
/// For the thread of a device: allocates nothing and waits for nothing.
class TimeStretch
{
public:
    explicit TimeStretch(const SoundBuffer &sound);

    /// Goes on at this frame.
    void begin(qint64 frame) noexcept;
    /// Writes the next frame, as samples of 16 bits. `frame` is where the sound has come to, and `last` the
    /// last frame that is there.
    void next(float *out, qint64 frame, qint64 last) noexcept;

private:
    [[nodiscard]] qint64 bestNear(qint64 frame, qint64 last) const noexcept;
    [[nodiscard]] qint64 difference(qint64 frame, qint64 other, qint64 last) const noexcept;
    [[nodiscard]] int sampleAt(qint64 frame, int channel, qint64 last) const noexcept;

    const SoundBuffer &m_sound;
    const qint64 m_grain; ///< frames until the next grain begins
    const qint64 m_reach; ///< how far from its place a grain may begin, and how much is compared
    qint64 m_old = 0;     ///< where the grain that fades out goes on
    qint64 m_new = 0;     ///< where the one that fades in began
    qint64 m_done = 0;    ///< frames of it
};

} // namespace Parlance
