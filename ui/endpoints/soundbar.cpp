// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/soundbar.h"

#include "ui/endpoints/waveformslider.h"
#include "view/base/choicebox.h"
#include "view/base/glyphbutton.h"
#include "view/base/plainlabel.h"
#include "workspace/words/soundtext.h"

#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int WaveformHeight = 72;

/// The player that began last.
QPointer<SoundPlayer> &newest()
{
    static QPointer<SoundPlayer> player;
    return player;
}

} // namespace

SoundBar::SoundBar(SoundDevice::Backend backend, QWidget *parent)
    : QFrame(parent)
    , m_player(new SoundPlayer(backend, this))
    , m_waveform(new WaveformSlider)
    , m_play(new GlyphButton(GlyphButton::Glyph::Play))
    , m_times(new QLabel)
    , m_speed(new ChoiceBox)
    , m_problem(plainLabel(u"soundProblem"_s, u"warning"_s))
{
    setObjectName(u"soundBar"_s);
    addSpeeds();
    buildLayout();
    connect(m_play, &GlyphButton::clicked, this, &SoundBar::playOrPause);
    connect(m_waveform, &QAbstractSlider::valueChanged, this,
        [this](int value) { m_player->seek(SoundPlayer::Time(value)); });
    connect(m_speed, &QComboBox::activated, this,
        [this] { m_player->setSpeed(m_speed->currentData().toDouble()); });
    connect(m_player, &SoundPlayer::changed, this, &SoundBar::showState);
    connect(m_player, &SoundPlayer::moved, this, &SoundBar::showTimes);
    setSound(nullptr);
}

void SoundBar::addSpeeds()
{
    m_speed->setObjectName(u"playbackSpeed"_s);
    m_speed->setAccessibleName(tr("Playback speed"));
    m_speed->setToolTip(tr("How fast it is played, at the same pitch"));
    for (const double speed : {0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0})
        m_speed->addItem(tr("%1×").arg(locale().toString(speed)), speed);
    m_speed->setCurrentIndex(m_speed->findData(1.0));
}

void SoundBar::buildLayout()
{
    m_play->setObjectName(u"playSound"_s);
    setZoom(1);
    m_play->setCheckable(true);
    m_times->setObjectName(u"soundTimes"_s);
    auto *controls = new QHBoxLayout;
    controls->setSpacing(8);
    controls->addWidget(m_play);
    controls->addWidget(m_times, 1);
    controls->addWidget(m_speed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_waveform);
    layout->addLayout(controls);
    layout->addWidget(m_problem);
}

void SoundBar::setSound(const std::shared_ptr<const SoundBuffer> &sound)
{
    m_sound = sound;
    m_waveform->clear();
    m_player->setSound(sound);
    for (QWidget *control : QList<QWidget *>{m_waveform, m_play, m_speed})
        control->setEnabled(sound != nullptr);
    showArrived();
}

void SoundBar::showArrived()
{
    if (m_sound)
        m_waveform->showSound(*m_sound);
    showTimes();
}

void SoundBar::setZoom(qreal factor)
{
    m_waveform->setFixedHeight(static_cast<int>(WaveformHeight * factor));
}

bool SoundBar::isAnyPlaying()
{
    return newest() && newest()->isPlaying();
}

void SoundBar::playOrPause()
{
    if (m_player->isPlaying())
        m_player->pause();
    else
        m_player->play();
    showState(); // the click has checked the button
}

void SoundBar::showState()
{
    if (m_player->isPlaying() && newest() != m_player) {
        if (newest())
            newest()->pause();
        newest() = m_player;
    }
    const QString words = m_player->isPlaying() ? tr("Pause") : tr("Play");
    m_play->setChecked(m_player->isPlaying());
    m_play->setAccessibleName(words);
    m_play->setToolTip(words);
    m_problem->setText(m_player->problem());
    m_problem->setVisible(!m_player->problem().isEmpty());
    showTimes();
}

/// "0:02.3 / 0:05.1", with "…" while more is to come.
void SoundBar::showTimes()
{
    const QString more = m_sound && !m_sound->isFinished() ? u"…"_s : QString();
    m_waveform->showPosition(static_cast<int>(m_player->position().count()));
    m_times->setText(u"%1 / %2%3"_s.arg(
        SoundText::time(m_player->position()), SoundText::time(m_player->duration()), more));
}

} // namespace Parlance
