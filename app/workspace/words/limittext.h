// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ratelimits.h"
#include "tokens/tokenrange.h"

#include <QCoreApplication>

namespace Parlance {

/// What a key has used of its limits, and what the next round would add.
struct LimitUse
{
    QString gateway = {}; ///< the name for a person
    KeyUse key = {};
    std::optional<qint64> tokensPerDay = {}; ///< the gateway's documented budget
    qint64 roundRequests = 0;                ///< what the next round sends with this key
    std::chrono::milliseconds roundWait{0};  ///< until its last request goes
    TokenRange roundTokens = {};             ///< about what it uses
    std::optional<double> roundCredits = {}; ///< about what it costs, if the last round tells
};

/// The texts about limits where one sends.
class LimitText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::LimitText)

public:
    /// What the next round would or may exceed: "About 1,800 to 2,100 tokens needed, 900 left today"; empty
    /// if nothing.
    [[nodiscard]] static QString warning(const LimitUse &use);
    /// The shortest: what waits, or "3 of 10 a minute", "1,200 of 10,000 tokens today"; empty
    /// if the gateway tells no limit.
    [[nodiscard]] static QString brief(const LimitUse &use);
    /// The used part of the limit that the warning or the short text tells, 0 to 1; empty without one.
    [[nodiscard]] static std::optional<double> used(const LimitUse &use);
    /// All that is known, as rows of a table in rich text, and who counted it.
    [[nodiscard]] static QString table(const LimitUse &use, const QString &cost);
};

} // namespace Parlance
