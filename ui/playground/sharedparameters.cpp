// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/sharedparameters.h"

#include "ui/playground/lanearrangement.h"

namespace Parlance {

SharedParameters::SharedParameters(LaneArrangement *arrangement)
    : QObject(arrangement)
    , m_arrangement(arrangement)
{
    connect(arrangement, &LaneArrangement::adding, this, [this](Lane *lane) {
        if (m_same && m_arrangement->current())
            lane->setParameters(m_arrangement->current()->parameters());
    });
    connect(arrangement, &LaneArrangement::closing, this, [this](const Lane *lane) { m_own.remove(lane); });
}

void SharedParameters::setSame(bool same)
{
    if (m_same == same)
        return;
    m_same = same;
    if (!same)
        return bringBackOwn();
    keepOwn();
    if (const Lane *current = m_arrangement->current())
        set(current->parameters());
}

void SharedParameters::keepOwn()
{
    for (const Lane *lane : m_arrangement->lanes()) {
        if (lane != m_arrangement->current()) // its parameters become those of all lanes
            m_own.insert(lane, lane->parameters());
    }
}

void SharedParameters::bringBackOwn()
{
    for (Lane *lane : m_arrangement->lanes())
        lane->setParameters(m_own.value(lane, lane->parameters()));
    m_own.clear();
    Q_EMIT changed();
}

void SharedParameters::set(const LaneParameters &parameters)
{
    setOf(m_arrangement->current(), parameters);
}

void SharedParameters::setOf(Lane *lane, const LaneParameters &parameters)
{
    for (Lane *one : m_same ? m_arrangement->lanes() : QList<Lane *>{lane})
        one->setParameters(parameters);
    Q_EMIT changed();
}

} // namespace Parlance
