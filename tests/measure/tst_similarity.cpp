// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/similarity.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace Parlance;

namespace {

Vectors randomVectors(qsizetype count, qsizetype dimension, quint32 seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> values;
    Vectors vectors{.dimension = dimension, .values = std::vector<float>(size_t(count * dimension))};
    std::ranges::generate(vectors.values, [&] { return values(random); });
    return vectors;
}

/// As the definition says.
double cosine(std::span<const float> one, std::span<const float> other)
{
    double both = 0;
    double ofOne = 0;
    double ofOther = 0;
    for (size_t i = 0; i < one.size(); ++i) {
        both += double(one[i]) * other[i];
        ofOne += double(one[i]) * one[i];
        ofOther += double(other[i]) * other[i];
    }
    return both / std::sqrt(ofOne * ofOther);
}

/// A matrix with these values above its diagonal.
SymmetricMatrix matrixOf(qsizetype size, const QList<float> &values)
{
    SymmetricMatrix matrix{.size = size, .values = std::vector<float>(size_t(size * size), 1)};
    qsizetype next = 0;
    for (qsizetype i = 0; i < size; ++i) {
        for (qsizetype j = i + 1; j < size; ++j)
            matrix.set(i, j, values.at(next++));
    }
    return matrix;
}

} // namespace

class TestSimilarity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void norms();
    void knownCosines();
    void cosinesAsDefined_data();
    void cosinesAsDefined();
    void aVectorOfZerosHasNoCosine();
    void largeAndSmallNumbers();
    void stops();
    void tellsProgress();
    void nearestPairsComeFirst();
    void leavesOutPairsWithoutACosine();
    void rankCorrelations_data();
    void rankCorrelations();
    void noRankCorrelation();
};

void TestSimilarity::norms()
{
    QCOMPARE(Parlance::norms({.dimension = 2, .values = {3, 4, 0, 0, -5, 12}}), (QList<double>{5, 0, 13}));
    QCOMPARE(Parlance::norms({}), QList<double>());
}

void TestSimilarity::knownCosines()
{
    const auto matrix = cosines({.dimension = 2, .values = {2, 0, 0, 3, -5, 0, 1, 1}});
    QVERIFY(matrix);
    QCOMPARE(matrix->size, 4);
    QCOMPARE(matrix->at(0, 0), 1.0F);
    QCOMPARE(matrix->at(0, 1), 0.0F);
    QCOMPARE(matrix->at(0, 2), -1.0F);
    QVERIFY(std::abs(matrix->at(3, 0) - std::sqrt(0.5F)) < 1e-6F);
    QCOMPARE(matrix->at(0, 3), matrix->at(3, 0));
}

void TestSimilarity::cosinesAsDefined_data()
{
    QTest::addColumn<qsizetype>("count");
    QTest::addColumn<qsizetype>("dimension");
    for (const auto &[count, dimension] : {std::pair(1, 1), {2, 3}, {5, 4}, {7, 255}, {67, 257}, {9, 1025}})
        QTest::addRow("%d of %d", count, dimension) << qsizetype(count) << qsizetype(dimension);
}

void TestSimilarity::cosinesAsDefined()
{
    QFETCH(const qsizetype, count);
    QFETCH(const qsizetype, dimension);
    const Vectors vectors = randomVectors(count, dimension, 7);
    const auto matrix = cosines(vectors);
    QVERIFY(matrix);
    double worst = 0;
    for (qsizetype i = 0; i < count; ++i) {
        for (qsizetype j = 0; j < count; ++j)
            worst = std::max(worst, std::abs(matrix->at(i, j) - cosine(vectors.at(i), vectors.at(j))));
    }
    QVERIFY2(worst < 1e-6, qPrintable(QString::number(worst)));
}

void TestSimilarity::aVectorOfZerosHasNoCosine()
{
    const auto matrix = cosines({.dimension = 2, .values = {1, 0, 0, 0}});
    QVERIFY(matrix);
    QCOMPARE(matrix->at(0, 0), 1.0F);
    QVERIFY(std::isnan(matrix->at(0, 1)) && std::isnan(matrix->at(1, 0)) && std::isnan(matrix->at(1, 1)));
}

void TestSimilarity::largeAndSmallNumbers()
{
    const auto matrix = cosines({.dimension = 2, .values = {3e38F, 3e38F, 1e-40F, 1e-40F}});
    QVERIFY(matrix);
    QVERIFY(std::abs(matrix->at(0, 1) - 1) < 1e-4F);
}

void TestSimilarity::stops()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!cosines(randomVectors(3, 3, 1), {.stop = source.get_token()}));
}

void TestSimilarity::tellsProgress()
{
    QList<double> told;
    QVERIFY(cosines(randomVectors(200, 3, 1), {.progress = [&told](double share) {
        told << share;
    }}));
    QVERIFY(std::ranges::is_sorted(told) && told.size() > 1);
    QCOMPARE(told.last(), 1.0);
}

void TestSimilarity::nearestPairsComeFirst()
{
    const SymmetricMatrix matrix = matrixOf(4, {0.1F, 0.9F, -0.5F, 0.3F, 0.9F, 0.2F});
    const QList<SimilarPair> all{
        {0, 2, 0.9F}, {1, 3, 0.9F}, {1, 2, 0.3F}, {2, 3, 0.2F}, {0, 1, 0.1F}, {0, 3, -0.5F}};
    for (qsizetype most = 0; most <= 8; ++most)
        QCOMPARE(nearestPairs(matrix, most), all.first(std::min(most, all.size())));
}

void TestSimilarity::leavesOutPairsWithoutACosine()
{
    const auto matrix = cosines({.dimension = 1, .values = {1, 0, -1}});
    QVERIFY(matrix);
    QCOMPARE(nearestPairs(*matrix, 9), (QList<SimilarPair>{{0, 2, -1.0F}}));
}

void TestSimilarity::rankCorrelations_data()
{
    QTest::addColumn<QList<float>>("one");
    QTest::addColumn<QList<float>>("other");
    QTest::addColumn<double>("correlation");
    QTest::newRow("the same order") << QList<float>{1, 2, 3, 4, 5, 6} << QList<float>{1, 4, 9, 16, 25, 36}
                                    << 1.0;
    QTest::newRow("the other way") << QList<float>{1, 2, 3, 4, 5, 6} << QList<float>{6, 5, 4, 3, 2, 1}
                                   << -1.0;
    // 1 - 6 * sum(d^2) / (n * (n^2 - 1)) with d = 1, 1, 0, 0, 1, 1
    QTest::newRow("by the formula") << QList<float>{1, 2, 3, 4, 5, 6} << QList<float>{2, 1, 3, 4, 6, 5}
                                    << 1 - 6 * 4 / 210.0;
    // The ranks 1.5 1.5 3 4 5 6 and 1 2 3 4 5 6, correlated by hand.
    QTest::newRow("equal values") << QList<float>{1, 1, 3, 4, 5, 6} << QList<float>{1, 2, 3, 4, 5, 6}
                                  << 17.0 / std::sqrt(17.0 * 17.5);
}

void TestSimilarity::rankCorrelations()
{
    QFETCH(const QList<float>, one);
    QFETCH(const QList<float>, other);
    QFETCH(const double, correlation);
    const auto found = rankCorrelation(matrixOf(4, one), matrixOf(4, other));
    QVERIFY(found);
    QVERIFY2(std::abs(*found - correlation) < 1e-12, qPrintable(QString::number(*found, 'g', 17)));
}

void TestSimilarity::noRankCorrelation()
{
    const SymmetricMatrix three = matrixOf(3, {1, 2, 3});
    QVERIFY(!rankCorrelation(three, matrixOf(2, {1})));
    QVERIFY(!rankCorrelation(matrixOf(2, {1}), matrixOf(2, {1})));
    QVERIFY(!rankCorrelation(three, matrixOf(3, {1, 1, 1})));
    QVERIFY(!rankCorrelation(three, matrixOf(3, {NAN, NAN, 1})));
    std::stop_source source;
    source.request_stop();
    QVERIFY(!rankCorrelation(three, three, {.stop = source.get_token()}));
}

QTEST_GUILESS_MAIN(TestSimilarity)
#include "tst_similarity.moc"
