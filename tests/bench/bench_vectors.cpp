// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/projection.h"
#include "measure/similarity.h"
#include "measure/vectorfiles.h"

#include <QTest>
#include <random>

using namespace Parlance;

namespace {

/// 2,000 vectors of 3,072 numbers, in clusters as those of texts are.
Vectors manyVectors()
{
    constexpr qsizetype count = 2000;
    constexpr qsizetype clusters = 20;
    std::mt19937 random(1);
    std::normal_distribution<float> values;
    Vectors vectors{.dimension = 3072, .values = std::vector<float>(size_t(count * 3072))};
    for (size_t i = 0; i < vectors.values.size(); ++i) {
        const bool isCentre = i < size_t(clusters * vectors.dimension);
        const float centre = isCentre ? 0 : vectors.values[i % size_t(clusters * vectors.dimension)];
        vectors.values[i] = centre + values(random);
    }
    return vectors;
}

} // namespace

/// What a page of embeddings calculates from 2,000 vectors of 3,072 numbers.
class BenchVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cosines();
    void nearest();
    void projection();
    void ranks();
    void csv();

private:
    const Vectors m_vectors = manyVectors();
};

void BenchVectors::cosines()
{
    QBENCHMARK
    {
        QVERIFY(Parlance::cosines(m_vectors));
    }
}

void BenchVectors::nearest()
{
    const auto matrix = Parlance::cosines(m_vectors);
    QBENCHMARK
    {
        QCOMPARE(nearestPairs(*matrix, 50).size(), 50);
    }
}

void BenchVectors::projection()
{
    QBENCHMARK
    {
        QVERIFY(projected(m_vectors));
    }
}

void BenchVectors::ranks()
{
    const auto matrix = Parlance::cosines(m_vectors);
    QBENCHMARK
    {
        QVERIFY(rankCorrelation(*matrix, *matrix));
    }
}

void BenchVectors::csv()
{
    QBENCHMARK
    {
        QVERIFY(csvOf(m_vectors, {}).size() > 0);
    }
}

QTEST_GUILESS_MAIN(BenchVectors)
#include "bench_vectors.moc"
