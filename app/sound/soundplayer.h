// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sounddevice.h"
#include "sound/soundrenderer.h"

#include <QObject>
#include <QTimer>
#include <chrono>

namespace Parlance {

/// Plays one sound at a time, also while it still arrives. The device is open only while something plays or
/// fades. Destroying the player ends the sound at once.
class SoundPlayer : public QObject
{
    Q_OBJECT

public:
    using Time = std::chrono::milliseconds;

    explicit SoundPlayer(
        SoundDevice::Backend backend = SoundDevice::Backend::System, QObject *parent = nullptr);
    ~SoundPlayer() override;

    /// Sets what is played, paused at its beginning. Null for nothing.
    void setSound(std::shared_ptr<const SoundBuffer> sound);
    [[nodiscard]] bool hasSound() const { return m_renderer != nullptr; }

    /// Plays on; from the beginning if it has come to its end. Without a device, `problem()` says so.
    void play();
    /// Plays this part, and pauses at its end.
    void play(Time from, Time to);
    void pause();
    void seek(Time time);
    /// From 0.25 to 4 times as fast, at the same pitch; for this and later sounds.
    void setSpeed(double speed);

    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }
    /// True while it plays, but waits for more of the sound to arrive.
    [[nodiscard]] bool isWaiting() const { return m_isPlaying && m_renderer->isWaiting(); }
    [[nodiscard]] Time position() const;
    /// Of what has arrived.
    [[nodiscard]] Time duration() const;
    [[nodiscard]] double speed() const { return m_speed; }
    /// Why nothing can be heard, in words for the user; empty if it can.
    [[nodiscard]] const QString &problem() const { return m_problem; }

Q_SIGNALS:
    /// It plays, or plays no more, or there is a problem.
    void changed();
    /// Some 30 times a second while it plays, and after a jump.
    void moved();

private:
    class Output;

    [[nodiscard]] bool open();
    void close();
    void look();
    void setPlaying(bool isPlaying);
    [[nodiscard]] qint64 frameAt(Time time) const;

    const SoundDevice::Backend m_backend;
    std::shared_ptr<const SoundBuffer> m_sound;
    std::unique_ptr<SoundRenderer> m_renderer; ///< null without a sound
    std::unique_ptr<Output> m_output;          ///< outlives the device
    std::unique_ptr<SoundDevice> m_device;     ///< null while nothing plays
    QTimer m_look;
    bool m_isPlaying = false;
    double m_speed = 1;
    QString m_problem;
};

} // namespace Parlance
