// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/prompthistory.h"

namespace Parlance {

void PromptHistory::add(const QString &prompt)
{
    m_prompts.removeAll(prompt);
    m_prompts.append(prompt);
    if (m_prompts.size() > Most)
        m_prompts.removeFirst();
    m_place = m_prompts.size();
    m_typed.clear();
}

bool PromptHistory::isShowing(const QString &text) const
{
    return m_place < m_prompts.size() && m_prompts.at(m_place) == text;
}

std::optional<QString> PromptHistory::older(const QString &text)
{
    if (!isShowing(text)) {
        m_typed = text;
        m_place = m_prompts.size();
    }
    if (m_place == 0)
        return {};
    --m_place;
    return m_prompts.at(m_place);
}

std::optional<QString> PromptHistory::newer(const QString &text)
{
    if (!isShowing(text))
        return {};
    ++m_place;
    return m_place < m_prompts.size() ? m_prompts.at(m_place) : m_typed;
}

} // namespace Parlance
