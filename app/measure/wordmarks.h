// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance {

/// Where a word stands in a text, in UTF-16 code units.
struct WordPlace
{
    qsizetype begin = 0;
    qsizetype length = 0;

    bool operator==(const WordPlace &) const = default;
};

/// The words in which two texts differ, in order.
struct WordMarks
{
    QList<WordPlace> left;
    QList<WordPlace> right;

    bool operator==(const WordMarks &) const = default;
};

/// Compares what `spokenWords()` compares, so case and punctuation are not marked. Of a written word that
/// speaks as several, such as "well-known", all of what differs is marked. Where the texts have little in
/// common, more can be marked than `wordErrors()` counts.
[[nodiscard]] WordMarks wordMarks(const QString &left, const QString &right);

} // namespace Parlance
