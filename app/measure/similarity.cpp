// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/similarity.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace Parlance {

namespace {

double norm(std::span<const float> vector)
{
    double sum = 0;
    for (const float value : vector)
        sum += double(value) * value;
    return std::sqrt(sum);
}

/// Rounding may lead a little beyond 1.
void clampCosines(SymmetricMatrix &cosines, const QList<double> &lengths)
{
    for (float &cosine : cosines.values)
        cosine = std::clamp(cosine, -1.0F, 1.0F);
    for (qsizetype i = 0; i < cosines.size; ++i) {
        cosines.set(i, i, 1);
        for (qsizetype j = 0; lengths.at(i) == 0 && j < cosines.size; ++j)
            cosines.set(i, j, std::numeric_limits<float>::quiet_NaN());
    }
}

/// The larger cosine first.
bool comesBefore(const SimilarPair &one, const SimilarPair &other)
{
    return std::tuple(-one.cosine, one.first, one.second) <
           std::tuple(-other.cosine, other.first, other.second);
}

/// The ranks of these values; equal ones share the mean of theirs.
std::vector<double> ranksOf(const std::vector<float> &values)
{
    std::vector<quint32> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&values](quint32 place) { return values[place]; });
    std::vector<double> ranks(values.size());
    for (size_t begin = 0; begin < order.size();) {
        size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        for (size_t i = begin; i < end; ++i)
            ranks[order[i]] = double(begin + end - 1) / 2;
        begin = end;
    }
    return ranks;
}

double meanOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

/// Pearson's; empty if one does not vary.
std::optional<double> correlation(const std::vector<double> &one, const std::vector<double> &other)
{
    const double meanOfOne = meanOf(one);
    const double meanOfOther = meanOf(other);
    double both = 0;
    double squaresOfOne = 0;
    double squaresOfOther = 0;
    for (size_t i = 0; i < one.size(); ++i) {
        const double x = one[i] - meanOfOne;
        const double y = other[i] - meanOfOther;
        both += x * y;
        squaresOfOne += x * x;
        squaresOfOther += y * y;
    }
    if (squaresOfOne == 0 || squaresOfOther == 0)
        return std::nullopt;
    return std::clamp(both / std::sqrt(squaresOfOne * squaresOfOther), -1.0, 1.0);
}

} // namespace

QList<double> norms(const Vectors &vectors)
{
    QList<double> lengths;
    for (qsizetype i = 0; i < vectors.count(); ++i)
        lengths.append(norm(vectors.at(i)));
    return lengths;
}

std::optional<SymmetricMatrix> cosines(const Vectors &vectors, const Work &work)
{
    const QList<double> lengths = norms(vectors);
    PaddedRows directions(vectors.count(), vectors.dimension);
    for (qsizetype i = 0; i < vectors.count(); ++i) {
        const double length = lengths.at(i) == 0 ? 1 : lengths.at(i);
        std::ranges::transform(
            vectors.at(i), directions.at(i).begin(), [length](float value) { return float(value / length); });
    }
    std::optional<SymmetricMatrix> matrix = directions.products(work);
    if (matrix)
        clampCosines(*matrix, lengths);
    return matrix;
}

QList<SimilarPair> nearestPairs(const SymmetricMatrix &cosines, qsizetype most)
{
    QList<SimilarPair> nearest; // a heap with the last of them in front
    if (most <= 0)
        return nearest;
    for (qsizetype i = 0; i < cosines.size; ++i) {
        for (qsizetype j = i + 1; j < cosines.size; ++j) {
            const SimilarPair pair{.first = i, .second = j, .cosine = cosines.at(i, j)};
            const bool isNear = nearest.size() < most || comesBefore(pair, nearest.first());
            if (std::isnan(pair.cosine) || !isNear)
                continue;
            if (nearest.size() == most) {
                std::ranges::pop_heap(nearest, comesBefore);
                nearest.removeLast();
            }
            nearest.append(pair);
            std::ranges::push_heap(nearest, comesBefore);
        }
    }
    std::ranges::sort_heap(nearest, comesBefore);
    return nearest;
}

std::optional<double> rankCorrelation(
    const SymmetricMatrix &one, const SymmetricMatrix &other, const Work &work)
{
    if (one.size != other.size)
        return std::nullopt;
    std::vector<float> ofOne;
    std::vector<float> ofOther;
    for (qsizetype i = 0; i < one.size; ++i) {
        for (qsizetype j = i + 1; j < one.size; ++j) {
            if (std::isnan(one.at(i, j)) || std::isnan(other.at(i, j)))
                continue;
            ofOne.push_back(one.at(i, j));
            ofOther.push_back(other.at(i, j));
        }
    }
    if (ofOne.size() < 2)
        return std::nullopt;
    const std::vector<double> ranksOfOne = ranksOf(ofOne);
    work.tell(0.5);
    if (work.stop.stop_requested())
        return std::nullopt;
    return correlation(ranksOfOne, ranksOf(ofOther));
}

QDebug operator<<(QDebug debug, const SimilarPair &pair)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "SimilarPair(" << pair.first << ", " << pair.second << ", " << pair.cosine
                           << ')';
}

} // namespace Parlance
