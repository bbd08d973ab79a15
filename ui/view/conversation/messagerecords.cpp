// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/messagerecords.h"

namespace Parlance {

void MessageRecords::clear()
{
    m_sources.clear();
    m_answers.clear();
    m_cards.clear();
    m_reasoned.clear();
    m_versions.clear();
}

void MessageRecords::addCard(int turn, const QString &text)
{
    if (m_sources.contains(turn))
        return;
    m_sources.insert(turn, text);
    m_cards.insert(turn);
}

void MessageRecords::addAnswer(int turn)
{
    m_sources.insert(turn, QString());
    m_answers.insert(turn);
    m_reasoned.remove(turn);
}

void MessageRecords::setVersion(int turn, const Version &version)
{
    if (version.count > 1)
        m_versions.insert(turn, version);
    else
        m_versions.remove(turn);
}

} // namespace Parlance
