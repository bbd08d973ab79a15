// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"

#include <QDateTime>

namespace Parlance {

/// What the answers to one key's requests have consumed, as far as this window has seen them. Another program
/// with the same key is not seen, and a new start begins at nothing.
class KeyMeter
{
public:
    /// Notes the usage of an answer that ended at `utc`.
    void add(const Usage &usage, const QDateTime &utc);

    /// The tokens of the answers of this day in UTC. Counted on if the clock is set back to an earlier day.
    [[nodiscard]] qint64 tokensToday(const QDateTime &utc) const;
    /// The server's newest word; empty if it tells none.
    [[nodiscard]] std::optional<double> creditsLeft() const { return m_creditsLeft; }

private:
    QDate m_day;
    qint64 m_tokens = 0;
    std::optional<double> m_creditsLeft;
};

} // namespace Parlance
