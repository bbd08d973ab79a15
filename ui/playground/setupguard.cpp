// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/setupguard.h"

#include "client/chatsession.h"
#include "ui/compose/attachmentbar.h"
#include "ui/compose/promptbar.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/sharedparameters.h"

namespace Parlance {

SetupGuard::SetupGuard(LaneArrangement *arrangement, const SharedParameters *parameters,
    const PromptTarget *target, PromptBar *prompt)
    : QObject(arrangement)
    , m_arrangement(arrangement)
    , m_parameters(parameters)
    , m_target(target)
    , m_prompt(prompt)
{
    connect(prompt, &PromptBar::parametersRequested, this, &SetupGuard::showParameters);
    connect(prompt, &PromptBar::modelRequested, this, &SetupGuard::pickModel);
    connect(prompt->attachments(), &AttachmentBar::changed, this, &SetupGuard::showAttachments);
    connect(parameters, &SharedParameters::changed, this, &SetupGuard::showProblem);
    connect(target, &PromptTarget::changed, this, &SetupGuard::showProblem);
    connect(arrangement, &LaneArrangement::changed, this, &SetupGuard::showProblem);
    connect(arrangement, &LaneArrangement::adding, this, [this](Lane *lane) {
        connect(lane->asking(), &LaneAsking::refused, this, [this, lane] {
            m_arrangement->setCurrent(lane);
            refuse(lane);
        });
    });
}

/// Does not silently leave out what the user wants to send.
bool SetupGuard::stops()
{
    Lane *modelless = firstWithoutModel(m_target->lanes());
    Lane *first = modelless ? modelless : firstUnread(m_target->lanes());
    if (first)
        refuse(first);
    return first || textLane();
}

void SetupGuard::refuse(Lane *lane)
{
    if (!lane->connection()->lacksModel())
        return m_prompt->refuse(problemOf(*lane));
    m_prompt->askForModel(m_arrangement->nameOf(lane));
    lane->pickTier();
}

/// The first target lane that does not take what is attached.
const Lane *SetupGuard::textLane() const
{
    const QList<Part> parts = m_prompt->attachments()->parts();
    for (const Lane *lane : m_target->lanes()) {
        if (!lane->session()->takes(parts))
            return lane;
    }
    return nullptr;
}

void SetupGuard::showAttachments()
{
    const Lane *lane = textLane();
    m_prompt->refuseAttachments(lane ? m_arrangement->nameOf(lane) : QString());
}

void SetupGuard::pickModel()
{
    if (Lane *lane = firstWithoutModel(m_target->lanes()))
        refuse(lane);
}

void SetupGuard::showParameters()
{
    if (Lane *unread = firstUnread(m_target->lanes()))
        m_arrangement->setCurrent(unread);
    Q_EMIT parametersRequested();
}

void SetupGuard::showProblem()
{
    const Lane *unread = firstUnread(m_target->lanes());
    m_prompt->setProblem(unread ? problemOf(*unread) : QString());
    if (!firstWithoutModel(m_target->lanes()))
        m_prompt->askForModel({});
    showAttachments();
}

QString SetupGuard::problemOf(const Lane &lane) const
{
    return problemOfParameters(lane, m_parameters->areSame() ? QString() : m_arrangement->nameOf(&lane));
}

} // namespace Parlance
