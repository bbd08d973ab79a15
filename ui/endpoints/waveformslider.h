// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/waveform.h"

#include <QAbstractSlider>

namespace Parlance {

/// The waveform of a sound as a slider: a click or a key goes to a place in it. Its values are milliseconds.
/// `valueChanged()` is emitted for what the user does only.
class WaveformSlider : public QAbstractSlider
{
    Q_OBJECT

public:
    explicit WaveformSlider(QWidget *parent = nullptr);

    /// Shows what has come of the sound, which must be the same one until `clear()`.
    void showSound(const SoundBuffer &sound);
    void showPosition(int milliseconds);
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void seek(const QMouseEvent &event);
    [[nodiscard]] double positionX() const;

    Waveform m_waveform;
};

} // namespace Parlance
