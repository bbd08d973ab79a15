// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanepages.h"

#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/keptpage.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/pages.h"

#include <algorithm>

namespace Parlance {

namespace {

/// True for at most one lane, without a conversation and with default parameters, and nothing to undo.
bool hasNothingToLose(const LanePage &page)
{
    const QList<Lane *> &lanes = page.lanes();
    const auto isUntouched = [](const Lane *lane) {
        return lane->parameters() == LaneParameters() && !lane->messageActions()->hasDraft();
    };
    return !page.hasConversation() && !page.can(Page::Command::Undo) && lanes.size() <= 1 &&
           std::ranges::all_of(lanes, isUntouched);
}

} // namespace

LanePages::LanePages(Pages *pages, const TargetResolver *resolver, QObject *parent)
    : QObject(parent)
    , m_pages(pages)
    , m_resolver(resolver)
{
    for (Page *page : m_pages->all())
        connectPage(page);
    connect(m_pages, &Pages::added, this, &LanePages::connectPage);
}

void LanePages::connectPage(Page *page)
{
    const auto *lanes = qobject_cast<LanePage *>(page);
    if (!lanes)
        return;
    connect(lanes, &LanePage::parametersRequested, this, &LanePages::parametersRequested);
    connect(lanes->promptBar(), &PromptBar::libraryRequested, this, &LanePages::libraryRequested);
    connect(lanes->promptBar()->editor(), &PromptEditor::textChanged, this, &LanePages::promptEdited);
    connect(lanes, &LanePage::ladderChosen, this, &LanePages::openLadder);
}

LanePage *LanePages::current() const
{
    return qobject_cast<LanePage *>(m_pages->current());
}

QList<LanePage *> LanePages::all() const
{
    QList<LanePage *> all;
    for (Page *page : m_pages->all()) {
        if (auto *lanes = qobject_cast<LanePage *>(page))
            all.append(lanes);
    }
    return all;
}

LanePage *LanePages::last() const
{
    return static_cast<LanePage *>(m_pages->lastOf(LanesKind));
}

LanePage *LanePages::show()
{
    LanePage *page = last();
    if (!page)
        return addPage();
    m_pages->setCurrent(page);
    return page;
}

Preset LanePages::presetOf(const LanePage *page) const
{
    return page->preset(m_pages->nameOf(page));
}

LanePage *LanePages::addPage()
{
    return static_cast<LanePage *>(m_pages->open(LanesKind));
}

void LanePages::open(const Preset &preset)
{
    const QList<LaneSetup> lanes = known(preset.lanes, m_resolver->catalog());
    if (lanes.isEmpty())
        return;
    LanePage *page = current();
    const bool keepsDraft = page && !preset.prompt.isEmpty() && !page->promptBar()->isBlank();
    if (!page || keepsDraft || !hasNothingToLose(*page))
        page = static_cast<LanePage *>(m_pages->add(LanesKind, preset.name));
    page->setLanes(lanes, haveSameParameters(lanes));
    if (!preset.prompt.isEmpty()) {
        page->promptBar()->setPrompt(Message::of(Role::User, preset.prompt));
        page->promptBar()->editor()->moveCursor(QTextCursor::End);
    }
    m_pages->suggestName(page, preset.name);
    m_pages->setCurrent(page);
    page->promptBar()->editor()->setFocus();
}

void LanePages::openLadder(const Preset &ladder)
{
    Preset preset = ladder;
    const LanePage *page = last();
    const QList<Lane *> lanes = page ? page->lanes() : QList<Lane *>();
    for (LaneSetup &setup : preset.lanes) {
        for (const Lane *lane : lanes) {
            if (lane->choice().gateway == setup.choice.gateway)
                setup.choice.mode = lane->choice().mode;
        }
    }
    open(preset);
}

void LanePages::refreshNumbers()
{
    for (const LanePage *page : all()) {
        for (Lane *lane : page->lanes()) {
            lane->refreshNumbers();
            Q_EMIT lane->conversationChanged(); // for those who show its numbers
        }
    }
}

} // namespace Parlance
