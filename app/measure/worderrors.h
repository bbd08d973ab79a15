// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QStringList>
#include <optional>

namespace Parlance {

/// How a transcript differs from another one of the same sound, which counts as right.
struct WordErrors
{
    int words = 0;         ///< of the right transcript
    int substitutions = 0; ///< other words
    int deletions = 0;     ///< words that are missing
    int insertions = 0;    ///< words too many

    [[nodiscard]] int errors() const { return substitutions + deletions + insertions; }
    /// The word error rate: errors per word of the right transcript. It exceeds 1 where there are more. Empty
    /// if the right transcript has no words, but the other one has.
    [[nodiscard]] std::optional<double> rate() const;

    bool operator==(const WordErrors &) const = default;
};

/// The words of a text as they are compared: in compatibility form (NFKC) and small letters, without
/// punctuation but for an apostrophe within a word. A hyphen parts words; each sign of Chinese and each kana
/// is a word.
[[nodiscard]] QStringList spokenWords(const QString &text);

/// The fewest errors (Levenshtein's distance over `spokenWords()`). Empty if the texts are too long to
/// compare: more than some 10,000 words each that differ.
[[nodiscard]] std::optional<WordErrors> wordErrors(const QString &right, const QString &heard);

QDebug operator<<(QDebug debug, const WordErrors &errors);

} // namespace Parlance
