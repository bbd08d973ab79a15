// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace Parlance {

/// The prompts that were sent from an editor, in memory only, and which of them it shows. A prompt that was
/// changed counts as a new one.
class PromptHistory
{
public:
    static constexpr qsizetype Most = 100;

    /// Adds a prompt that was sent, and forgets the oldest beyond `Most`.
    void add(const QString &prompt);
    /// True while the editor, which shows this text, shows one of the prompts unchanged.
    [[nodiscard]] bool isShowing(const QString &text) const;
    /// The prompt before the one shown, or the newest; empty if there is none. `text` is what the editor
    /// shows: as the user's own it comes back after the newest prompt.
    [[nodiscard]] std::optional<QString> older(const QString &text);
    /// The prompt after the one shown, or after the newest what the user had typed; empty if none is shown.
    [[nodiscard]] std::optional<QString> newer(const QString &text);

private:
    QStringList m_prompts; ///< oldest first
    qsizetype m_place = 0; ///< of the one shown; their number for none
    QString m_typed;
};

} // namespace Parlance
