// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/promptstatus.h"

#include "ui/compose/promptbar.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"

namespace Parlance {

PromptStatus::PromptStatus(LaneArrangement *arrangement, const PromptTarget *target, PromptBar *prompt)
    : QObject(arrangement)
    , m_arrangement(arrangement)
    , m_target(target)
    , m_prompt(prompt)
{
    connect(arrangement, &LaneArrangement::changed, this, &PromptStatus::showTarget);
    connect(target, &PromptTarget::changed, this, &PromptStatus::showTarget);
    connect(arrangement, &LaneArrangement::adding, this,
        [this](const Lane *lane) { connect(lane, &Lane::busyChanged, this, &PromptStatus::showBusy); });
    connect(prompt, &PromptBar::laneRequested, arrangement, &LaneArrangement::addNext);
    prompt->setBusy(false, false);
}

void PromptStatus::showTarget()
{
    const QString target = m_target->lane() ? m_arrangement->nameOf(m_target->lane()) : QString();
    if (m_target->isEdit())
        m_prompt->setEditing(target);
    else
        m_prompt->setTarget(target);
    const QList<Lane *> asked = m_target->lanes();
    m_prompt->setLaneCount(static_cast<int>(asked.size()),
        static_cast<int>(askable(m_arrangement->lanes()).size()),
        asked.size() == 1 ? m_arrangement->nameOf(asked.first()) : QString());
    showBusy();
}

void PromptStatus::showBusy()
{
    m_prompt->setBusy(isAnyBusy(m_arrangement->lanes()), isAnyBusy(m_target->lanes()));
}

} // namespace Parlance
