// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/waveformslider.h"

#include "view/base/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int BarWidth = 2;
constexpr int BarStep = 3;
constexpr int Margin = 4; ///< around the bars, for the focus ring
constexpr int StepTime = 1000;
constexpr int PageTime = 5000;

} // namespace

WaveformSlider::WaveformSlider(QWidget *parent)
    : QAbstractSlider(parent)
{
    setObjectName(u"waveform"_s);
    setOrientation(Qt::Horizontal);
    setAccessibleName(tr("Position in the sound"));
    setToolTip(tr("Click to play from there. The arrow keys go 1 s, Page Up and Page Down 5 s."));
    setFocusPolicy(Qt::StrongFocus);
    setSingleStep(StepTime);
    setPageStep(PageTime);
    setRange(0, 0);
}

void WaveformSlider::showSound(const SoundBuffer &sound)
{
    const QSignalBlocker blocker(this);
    m_waveform.update(sound);
    setMaximum(static_cast<int>(sound.seconds() * 1000));
    update();
}

void WaveformSlider::showPosition(int milliseconds)
{
    const QSignalBlocker blocker(this);
    setValue(milliseconds);
}

void WaveformSlider::clear()
{
    const QSignalBlocker blocker(this);
    m_waveform.clear();
    setRange(0, 0);
    update();
}

double WaveformSlider::positionX() const
{
    return maximum() > 0 ? Margin + double(width() - 2 * Margin) * value() / maximum() : Margin;
}

void WaveformSlider::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    const double middle = height() / 2.0;
    const double reach = middle - Margin;
    const double position = positionX();
    double x = Margin;
    const QList<Peak> peaks = m_waveform.peaks(std::max(0, (width() - 2 * Margin) / BarStep));
    for (const Peak &peak : peaks) {
        const double half = std::max(0.5, double(std::max(peak.high, -peak.low)) * reach);
        const QRectF bar(x, middle - half, BarWidth, 2 * half);
        painter.fillRect(bar, x < position ? theme.accent : theme.secondaryText);
        x += BarStep;
    }
    if (maximum() > 0)
        painter.fillRect(QRectF(position, 0, 1, height()), theme.text);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme.accent);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
}

void WaveformSlider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        seek(*event);
}

void WaveformSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        seek(*event);
}

/// Scrolling over it does not jump.
void WaveformSlider::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void WaveformSlider::seek(const QMouseEvent &event)
{
    const double share = (event.position().x() - Margin) / std::max(1, width() - 2 * Margin);
    setValue(static_cast<int>(std::clamp(share, 0.0, 1.0) * maximum()));
}

} // namespace Parlance
