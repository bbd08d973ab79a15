// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Parlance::Demo {

/// An answer of the embedded gateway before any dialect spells it.
struct Answer
{
    QString reasoning; ///< empty for a tier that shows none
    QString text;      ///< Markdown
    QString finishReason = QStringLiteral("stop");

    bool operator==(const Answer &) const = default;
};

/// Cuts a text into the tokens that it is streamed by: words with the space before them, signs, single
/// ideographs. Joined they are the text again; no character is cut in two.
[[nodiscard]] QStringList tokens(const QString &text);

/// The answer with at most `maxTokens` tokens of text and, if some were cut off, the finish reason "length"
/// (RF-12). The reasoning does not count.
[[nodiscard]] Answer capped(const Answer &answer, qsizetype maxTokens);

} // namespace Parlance::Demo
