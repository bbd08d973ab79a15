// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/soundplayer.h"

#include <QFrame>

class QComboBox;
class QLabel;

namespace Parlance {

class GlyphButton;
class WaveformSlider;

/// Plays a sound, also while it arrives: its waveform, in which a click goes to a place, play and pause,
/// times, and how fast it is played. Says so where no device can play it.
///
/// Of all bars of the program one plays at a time: another one that begins pauses it. Hiding a bar lets it
/// play on, deleting it ends the sound.
class SoundBar : public QFrame
{
    Q_OBJECT

public:
    explicit SoundBar(SoundDevice::Backend backend = SoundDevice::Backend::System, QWidget *parent = nullptr);

    /// Shows this sound, paused at its beginning; null for none.
    void setSound(const std::shared_ptr<const SoundBuffer> &sound);
    /// Call it when more of the sound has come, or it is finished.
    void showArrived();

    void setZoom(qreal factor);

    /// Plays and pauses this, where `moved()` tells the position.
    [[nodiscard]] SoundPlayer *player() const { return m_player; }
    /// True if any bar of the program plays.
    [[nodiscard]] static bool isAnyPlaying();

private:
    void buildLayout();
    void addSpeeds();
    void playOrPause();
    void showState();
    void showTimes();

    SoundPlayer *m_player;
    std::shared_ptr<const SoundBuffer> m_sound;
    WaveformSlider *m_waveform;
    GlyphButton *m_play;
    QLabel *m_times;
    QComboBox *m_speed;
    QLabel *m_problem;
};

} // namespace Parlance
