// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pageundo.h"

#include "client/chatsession.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanelist.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/sharedparameters.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <ranges>

namespace Parlance {

PageUndo::PageUndo(LaneArrangement *arrangement, SharedParameters *parameters)
    : QObject(arrangement)
    , m_arrangement(arrangement)
    , m_parameters(parameters)
{
    connect(arrangement, &LaneArrangement::adding, this, &PageUndo::follow);
    connect(arrangement, &LaneArrangement::added, this, [this](const Lane *lane) {
        const quint64 id = lane->id();
        note([this, id] { m_arrangement->close(laneOf(id)); });
        if (!m_undoing)
            m_steps.back().added = id;
    });
    connect(arrangement, &LaneArrangement::moved, this, [this](const Lane *lane, qsizetype from) {
        note([this, id = lane->id(), from] {
            const qsizetype now = m_arrangement->lanes().indexOf(laneOf(id));
            m_arrangement->move(laneOf(id), from > now ? from + 1 : from);
        });
    });
}

void PageUndo::follow(Lane *lane)
{
    const quint64 id = lane->id();
    connect(lane->session(), &ChatSession::turnAdded, this, [this, lane, id](Conversation::TurnId turn) {
        const bool isQuestion = lane->session()->conversation().turn(turn).message.role == Role::User;
        const bool isReplay = lane->connection()->isReplay();
        if (isQuestion && !isReplay)
            return forget();
        std::erase_if(m_steps, [&](const Step &step) {
            return (step.changeIn == id && !lane->session()->canUndo()) || (step.added == id && !isReplay);
        });
    });
    connect(lane->messageActions(), &MessageActions::changed, this,
        [this, id] { note([this, id] { laneOf(id)->messageActions()->undo(); }, id); });
    connect(lane->messageActions(), &MessageActions::undone, this, [this, id] { dropChange(id); });
}

bool PageUndo::isPossible() const
{
    return !m_steps.empty() && !isAnyBusy(m_arrangement->lanes());
}

void PageUndo::undo()
{
    if (!isPossible())
        return;
    const QScopedValueRollback undoing(m_undoing, true);
    const Step step = std::move(m_steps.back());
    m_steps.pop_back();
    step.undo();
}

void PageUndo::forget()
{
    if (m_undoing)
        return;
    m_steps.clear();
    m_broughtBack.clear();
}

void PageUndo::clear(const QList<Lane *> &lanes)
{
    QList<std::pair<quint64, ChatSession::State>> before;
    for (const Lane *lane : lanes) {
        if (!lane->session()->conversation().isEmpty() || lane->session()->canUndo())
            before.append({lane->id(), lane->session()->state()});
        lane->session()->clear();
    }
    if (before.isEmpty())
        return;
    note([this, before] {
        for (const auto &[id, state] : before) {
            if (laneOf(id)->session()->conversation().isEmpty()) // else it was answered since
                laneOf(id)->session()->restore(state);
        }
    });
}

void PageUndo::close(Lane *lane)
{
    if (m_arrangement->lanes().size() == 1)
        return;
    const std::function<void()> reopen = reopening(*lane);
    m_arrangement->close(lane);
    note(reopen);
}

/// Brings back a lane as it is now.
std::function<void()> PageUndo::reopening(const Lane &lane)
{
    const LaneSetup setup{
        .choice = lane.choice(), .parameters = lane.parameters(), .name = lane.connection()->givenName()};
    return
        [this, id = lane.id(), setup, place = m_arrangement->lanes().indexOf(&lane), isMuted = lane.isMuted(),
            replayed = lane.connection()->isReplay() ? lane.connection()->target() : Target(),
            state = lane.session()->state()] {
            Lane *again = m_arrangement->add(setup.choice, place);
            m_broughtBack.insert(id, again->id());
            if (!m_parameters->areSame())
                m_parameters->setOf(again, setup.parameters);
            again->connection()->setGivenName(setup.name);
            if (replayed.replay)
                again->connection()->play(replayed);
            again->session()->restore(state);
            again->setMuted(isMuted);
            m_arrangement->setCurrent(again);
        };
}

void PageUndo::note(const std::function<void()> &undo, quint64 changeIn)
{
    if (!m_undoing)
        m_steps.push_back({.undo = undo, .changeIn = changeIn});
}

/// A change was undone where it is told, perhaps before later actions.
void PageUndo::dropChange(quint64 lane)
{
    const auto latest = std::ranges::find(m_steps | std::views::reverse, lane, &Step::changeIn);
    if (!m_undoing && latest != m_steps.rend())
        m_steps.erase(std::next(latest).base());
}

Lane *PageUndo::laneOf(quint64 id) const
{
    while (m_broughtBack.contains(id))
        id = m_broughtBack.value(id);
    return *std::ranges::find(m_arrangement->lanes(), id, &Lane::id);
}

} // namespace Parlance
