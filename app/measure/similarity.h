// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/vectors.h"
#include "measure/paddedrows.h"

#include <QDebug>
#include <QList>

namespace Parlance {

/// The Euclidean length of each vector.
[[nodiscard]] QList<double> norms(const Vectors &vectors);

/// The cosine of the angle between each two vectors, from -1 to 1. NaN for a vector of zeros, which has no
/// direction. Empty if stopped.
[[nodiscard]] std::optional<SymmetricMatrix> cosines(const Vectors &vectors, const Work &work = {});

/// Two different vectors, by their places, and their cosine.
struct SimilarPair
{
    qsizetype first = 0;
    qsizetype second = 0; ///< larger than `first`
    float cosine = 0;

    bool operator==(const SimilarPair &) const = default;
};

/// The `most` pairs with the largest cosines, the largest first; of equal ones, the first in the matrix
/// first. Leaves pairs without a cosine out.
[[nodiscard]] QList<SimilarPair> nearestPairs(const SymmetricMatrix &cosines, qsizetype most);

/// Spearman's rank correlation of two models' cosines for the same texts, from -1 to 1: 1 if both order all
/// pairs of texts alike. Equal cosines share the mean of their ranks. Leaves out pairs that have no cosine in
/// one of them. Empty if the sizes differ, for fewer than 2 pairs, if all cosines of one model are equal, or
/// if stopped.
[[nodiscard]] std::optional<double> rankCorrelation(
    const SymmetricMatrix &one, const SymmetricMatrix &other, const Work &work = {});

QDebug operator<<(QDebug debug, const SimilarPair &pair);

} // namespace Parlance
