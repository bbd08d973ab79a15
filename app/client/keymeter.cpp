// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/keymeter.h"

namespace Parlance {

namespace {

/// Without a total, the parts that are known.
qint64 tokensOf(const Usage &usage)
{
    return usage.totalTokens.value_or(usage.inputTokens.value_or(0) + usage.outputTokens.value_or(0));
}

} // namespace

void KeyMeter::add(const Usage &usage, const QDateTime &utc)
{
    m_tokens = tokensToday(utc) + tokensOf(usage);
    m_day = utc.date(); // also if the clock was ahead, or the tokens of many days would add up
    if (usage.creditsRemaining)
        m_creditsLeft = usage.creditsRemaining;
}

qint64 KeyMeter::tokensToday(const QDateTime &utc) const
{
    return m_day.isValid() && utc.date() > m_day ? 0 : m_tokens;
}

} // namespace Parlance
