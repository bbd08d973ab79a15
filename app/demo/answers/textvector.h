// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance::Demo {

/// What a text's vector is made of.
struct VectorGrain
{
    int dimensions = 256;
    int longestGram = 3; ///< pieces of words have 3 letters and up to this many
};

/// A vector of length 1 for a text that is not empty: each word and each piece of a word adds to one
/// number, which its hash picks. So texts that share words or parts of words are near each other, and
/// meaning does not count. The same on every computer.
[[nodiscard]] QList<float> textVector(const QString &text, const VectorGrain &grain);

} // namespace Parlance::Demo
