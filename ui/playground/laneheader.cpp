// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/laneheader.h"

#include "ui/compose/tierbutton.h"
#include "ui/playground/lanemenu.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Parlance {

LaneHeader::LaneHeader(QWidget *parent)
    : QFrame(parent)
    , m_tier(new TierButton)
    , m_mode(new QToolButton)
    , m_more(new QToolButton)
    , m_menu(new LaneMenu(this))
    , m_useCase(new QLabel)
{
    setObjectName(u"laneHeader"_s);
    m_mode->setObjectName(u"modeBadge"_s);
    m_more->setObjectName(u"laneMenuButton"_s);
    m_more->setText(u"⋯"_s);
    m_more->setAccessibleName(tr("Lane menu"));
    m_more->setToolTip(tr("What this lane can do"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_useCase->setObjectName(u"useCase"_s);
    m_useCase->setProperty("role", u"secondary"_s);
    m_useCase->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_tier);
    top->addWidget(m_mode);
    top->addStretch();
    top->addWidget(m_more);
    auto *useCaseRow = new QHBoxLayout;
    useCaseRow->setContentsMargins(7, 0, 0, 0);
    useCaseRow->addWidget(m_useCase);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(9, 8, 8, 10);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addLayout(useCaseRow);

    connect(m_tier, &TierButton::clicked, this, &LaneHeader::pickRequested);
    connect(m_mode, &QToolButton::clicked, this, &LaneHeader::modeToggled);
}

void LaneHeader::show(const Gateway &gateway, const LaneChoice &choice, const QString &fault)
{
    const bool live = choice.mode == Connections::Mode::Live;
    const bool unnamed = choice.model.isEmpty();
    m_tier->setTier(unnamed ? gateway.name : gateway.fullName(), unnamed ? gateway.protocol : choice.model);
    const QString useCase = gateway.useCase(choice.model);
    m_useCase->setText(useCase.isEmpty() ? gateway.hint : useCase);
    m_useCase->setToolTip(QStringList{gateway.hint, gateway.notes.join(u'\n')}.join(u'\n').trimmed());
    m_mode->setText(live ? tr("live") : fault.isEmpty() ? tr("demo") : tr("demo · %1").arg(fault));
    m_mode->setAccessibleName(live ? tr("Live: go back to the demo") : tr("Demo: go live"));
    m_mode->setToolTip(live ? tr("Prompts go to the gateway itself. Click to go back to the embedded demo gateway.")
                            : tr("The embedded demo gateway answers: nothing leaves this computer. Click to go live."));
    m_mode->setProperty("live", live);
    m_mode->style()->unpolish(m_mode);
    m_mode->style()->polish(m_mode);
}

} // namespace Parlance
