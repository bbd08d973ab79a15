// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/plannedinput.h"

#include <QCoreApplication>

namespace Parlance {

/// The texts about a prompt's size, where one sends.
class InputText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::InputText)

public:
    /// The shortest: "1.2 of ~16 KB · 335–351 tokens · from 0.0012 USD", with "≈" before the tokens if some
    /// of them are estimates; empty if there is nothing to tell.
    [[nodiscard]] static QString brief(const PromptInput &input, const QString &currency);
    /// All that is known, a row for each lane, as rich text, and how the tokens were found.
    [[nodiscard]] static QString table(const PromptInput &input, const QString &currency);
    /// The used part of the limit that is closest to its end, 0 to above 1; empty without a limit.
    [[nodiscard]] static std::optional<double> used(const PromptInput &input);

    /// "335", or "335–351".
    [[nodiscard]] static QString range(const TokenRange &tokens);
};

} // namespace Parlance
