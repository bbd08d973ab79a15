// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/timestretch.h"

namespace Parlance {

/// Plays a sound into the frames that a device asks for, while more of the sound may arrive. It begins,
/// pauses, jumps and ends with a short fade, so that nothing clicks; the same where the sound has not arrived
/// yet.
///
/// `render()` runs in the thread of the device: it allocates nothing and waits for nothing. All other
/// functions may be called meanwhile, from one other thread.
class SoundRenderer
{
public:
    explicit SoundRenderer(std::shared_ptr<const SoundBuffer> sound);

    /// Writes frames of the sound's channels, from -1 to 1; silence where there is none to play.
    void render(float *out, qint64 frames) noexcept;

    void setPlaying(bool isPlaying) { ask(m_isPlaying, isPlaying); }
    /// Goes on at this frame. Takes effect even while nothing is played, with the next `render()`.
    void seek(qint64 frame) { ask(m_target, frame); }
    /// Ends before this frame; at the end of the sound if it is negative.
    void setEnd(qint64 frame) { ask(m_end, frame); }
    /// Plays so many times as fast, at the same pitch.
    void setSpeed(double speed) { ask(m_speed, speed); }

    /// The frame that is rendered next.
    [[nodiscard]] qint64 position() const;
    /// True once all is played and faded, until something is asked of it again.
    [[nodiscard]] bool isOver() const { return m_answered == m_asked && m_isOver; }
    /// True while it would play, but waits for more of the sound to arrive.
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    /// True if the last frame was silence.
    [[nodiscard]] bool isSilent() const { return m_isSilent; }

private:
    /// What one call of `render()` works with.
    struct Scope
    {
        double end;      ///< of what can be played, in frames
        bool isFinished; ///< nothing follows it
        bool isPlaying;
        double speed;
    };

    /// Sets it first, so that `render()` knows it if it knows that something was asked.
    template <typename T>
    void ask(std::atomic<T> &wish, T value)
    {
        wish = value;
        ++m_asked;
    }

    [[nodiscard]] Scope scope() const noexcept;
    void jump(const Scope &scope) noexcept;
    void stretch(const Scope &scope) noexcept;
    [[nodiscard]] float nextGain(const Scope &scope) noexcept;
    void write(float *out, qint64 last) noexcept;

    static constexpr qint64 None = -1;

    const std::shared_ptr<const SoundBuffer> m_sound;
    const int m_channels;
    const float m_step;     ///< of the gain, each frame of a fade
    const double m_reserve; ///< frames that must be there before it goes on after a wait

    std::atomic<bool> m_isPlaying = false;
    std::atomic<qint64> m_target = None;
    std::atomic<qint64> m_end = None;
    std::atomic<double> m_speed = 1;
    std::atomic<quint32> m_asked = 0;    ///< how often something was asked
    std::atomic<quint32> m_answered = 0; ///< what of it the last `render()` knew
    std::atomic<double> m_position = 0;
    std::atomic<bool> m_isOver = false;
    std::atomic<bool> m_isWaiting = false;
    std::atomic<bool> m_isSilent = true;

    // These belong to the thread of the device.
    double m_at = 0; ///< in frames
    TimeStretch m_stretch;
    bool m_isStretched = false; ///< another speed was asked for since it was silent
    float m_gain = 0;
    bool m_lacks = true; ///< it waits for a reserve
};

} // namespace Parlance
