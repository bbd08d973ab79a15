// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/votebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace Parlance {

VoteBar::VoteBar(QWidget *parent)
    : QFrame(parent)
    , m_left(new QPushButton(tr("&Left is better")))
    , m_equal(new QPushButton(tr("&Equal")))
    , m_right(new QPushButton(tr("&Right is better")))
    , m_nextPair(new QPushButton)
    , m_note(new QLabel)
    , m_scores(new QLabel)
{
    setObjectName(u"voteBar"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 12);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    addVote(buttons, m_left, u"voteLeft"_s, Vote::Left, Qt::Key_1);
    addVote(buttons, m_equal, u"voteEqual"_s, Vote::Equal, Qt::Key_2);
    addVote(buttons, m_right, u"voteRight"_s, Vote::Right, Qt::Key_3);
    m_nextPair->setObjectName(u"nextPair"_s);
    m_nextPair->setProperty("role", u"primary"_s);
    buttons->addWidget(m_nextPair);
    buttons->addStretch(1);
    m_scores->setObjectName(u"tally"_s);
    m_scores->setProperty("role", u"secondary"_s);
    m_scores->setTextFormat(Qt::PlainText);
    m_scores->setAlignment(Qt::AlignCenter);
    m_scores->setWordWrap(true);
    m_note->setObjectName(u"voteNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    layout->addWidget(m_scores);
    connect(m_nextPair, &QPushButton::clicked, this, &VoteBar::nextPairRequested);
}

void VoteBar::addVote(QLayout *layout, QPushButton *button, const QString &name, Vote vote, Qt::Key key)
{
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setToolTip(tr("Key %1").arg(QKeySequence(key).toString(QKeySequence::NativeText)));
    layout->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, vote] { Q_EMIT voted(vote); });
    connect(new QShortcut(key, this), &QShortcut::activated, button, &QPushButton::click);
}

void VoteBar::setState(const State &state)
{
    for (QPushButton *button : {m_left, m_equal, m_right}) {
        button->setVisible(!state.voted || !state.blind);
        button->setEnabled(state.open);
    }
    m_nextPair->setVisible(state.blind && state.voted);
    m_nextPair->setEnabled(state.more);
    m_nextPair->setText(state.more ? tr("Ne&xt pair") : tr("All pairs are done"));
    m_note->setText(state.note);
}

void VoteBar::setTally(const Tally &tally)
{
    QStringList words;
    const QMap<QString, Tally::Score> &scores = tally.scores();
    for (auto score = scores.cbegin(); score != scores.cend(); ++score)
        words << tr("%1: %2 won, %3 lost, %4 equal")
                     .arg(score.key())
                     .arg(score->won)
                     .arg(score->lost)
                     .arg(score->equal);
    m_scores->setText(words.isEmpty() ? tr("No votes yet. They are kept until the window is closed.")
                                      : words.join(u"  ·  "_s));
}

bool VoteBar::focusNextPair()
{
    if (m_nextPair->isEnabled())
        m_nextPair->setFocus();
    return m_nextPair->isEnabled();
}

} // namespace Parlance
