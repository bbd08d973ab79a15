// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/replaybar.h"

#include "client/chatsession.h"
#include "client/replaytarget.h"
#include "ui/compose/yieldingrow.h"
#include "view/base/choicebox.h"
#include "view/base/glyphbutton.h"
#include "wire/dialects/registry.h"
#include "workspace/laneconnection.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

GlyphButton *glyphButton(GlyphButton::Glyph glyph, const QString &name, const QString &words)
{
    auto *button = new GlyphButton(glyph);
    button->setObjectName(name);
    button->setAccessibleName(words);
    button->setToolTip(words);
    return button;
}

} // namespace

ReplayBar::ReplayBar(LaneConnection *connection, ChatSession *session, QWidget *parent)
    : QFrame(parent)
    , m_connection(connection)
    , m_session(session)
    , m_play(glyphButton(GlyphButton::Glyph::Play, u"replayPlay"_s, tr("Play")))
    , m_next(glyphButton(GlyphButton::Glyph::Next, u"replayNext"_s, tr("Pause, and play the next event")))
    , m_again(glyphButton(GlyphButton::Glyph::Again, u"replayAgain"_s, tr("Play again from the beginning")))
    , m_pace(new ChoiceBox)
    , m_dialect(new ChoiceBox)
{
    setObjectName(u"replayBar"_s);
    addPaces();
    addDialects();
    buildLayout();
    connectControls();
    hide();
}

void ReplayBar::addPaces()
{
    m_pace->setObjectName(u"replayPace"_s);
    m_pace->setAccessibleName(tr("Playback speed"));
    m_pace->setToolTip(tr("Playback speed. The lane always shows the times of the capture."));
    m_pace->addItem(tr("1×"), QVariant::fromValue(Pace::Recorded));
    m_pace->addItem(tr("2×"), QVariant::fromValue(Pace::Double));
    m_pace->addItem(tr("4×"), QVariant::fromValue(Pace::Quadruple));
    m_pace->addItem(tr("8×"), QVariant::fromValue(Pace::Octuple));
    m_pace->addItem(tr("At once"), QVariant::fromValue(Pace::AtOnce));
    m_pace->addItem(tr("Event by event"), QVariant::fromValue(Pace::EventByEvent));
}

void ReplayBar::addDialects()
{
    m_dialect->setObjectName(u"replayDialect"_s);
    m_dialect->setAccessibleName(tr("Read as"));
    m_dialect->setToolTip(tr("The API format in which the capture is read"));
    m_dialect->addItems(dialectIds());
}

void ReplayBar::buildLayout()
{
    auto *readAs = new QLabel(tr("Read as"));
    readAs->setProperty("role", u"secondary"_s);
    auto *controls = new YieldingRow;
    QHBoxLayout *row = controls->row();
    row->setSpacing(2);
    for (QWidget *control : QList<QWidget *>{m_play, m_next, m_again, m_pace})
        row->addWidget(control);
    row->addStretch();
    row->addWidget(readAs);
    row->addWidget(m_dialect);
    controls->setYielding({readAs});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(11, 4, 8, 4);
    layout->addWidget(controls);
}

void ReplayBar::connectControls()
{
    m_play->setCheckable(true);
    connect(m_play, &GlyphButton::clicked, this, &ReplayBar::playOrPause);
    connect(m_next, &GlyphButton::clicked, this, &ReplayBar::step);
    connect(m_again, &GlyphButton::clicked, this, &ReplayBar::playAgain);
    connect(m_pace, &QComboBox::activated, this,
        [this] { replay()->setPace(m_pace->currentData().value<Pace>()); });
    connect(m_dialect, &QComboBox::activated, this, [this] {
        m_connection->readAs(findDialect(m_dialect->currentText()));
        playAgain();
    });
    connect(m_connection, &LaneConnection::changed, this, &ReplayBar::follow);
}

Replay *ReplayBar::replay() const
{
    return m_connection->replay().get();
}

void ReplayBar::follow()
{
    setVisible(m_connection->isReplay());
    if (!m_connection->isReplay())
        return;
    connect(replay(), &Replay::changed, this, &ReplayBar::showState, Qt::UniqueConnection);
    m_dialect->setCurrentText(m_connection->target().dialect->id());
    showState();
}

void ReplayBar::showState()
{
    if (!m_connection->isReplay())
        return;
    const bool isPlaying = m_session->isBusy() && !replay()->isPaused();
    m_play->setChecked(isPlaying);
    m_play->setAccessibleName(isPlaying ? tr("Pause") : tr("Play"));
    m_play->setToolTip(m_play->accessibleName());
    m_pace->setCurrentIndex(m_pace->findData(QVariant::fromValue(replay()->pace())));
}

void ReplayBar::playOrPause()
{
    if (m_session->isBusy() && !replay()->isPaused())
        return replay()->pause();
    replay()->play();
    if (!m_session->isBusy())
        restart();
}

void ReplayBar::step()
{
    if (!m_session->isBusy()) {
        replay()->pause();
        restart();
    }
    replay()->step();
}

void ReplayBar::playAgain()
{
    if (replay()->pace() != Pace::EventByEvent)
        replay()->play();
    restart();
}

void ReplayBar::restart()
{
    m_session->clear();
    m_session->send(questionOf(*replay()));
}

} // namespace Parlance
