// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/projection.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace Parlance;

namespace {

bool isNear(const QPointF &one, const QPointF &other, double distance)
{
    return std::hypot(one.x() - other.x(), one.y() - other.y()) <= distance;
}

/// Points of a plane, put into a space of this dimension along two directions that are square to each other.
Vectors embedded(const QList<QPointF> &points, qsizetype dimension)
{
    std::vector<float> along(size_t(dimension), 0);
    std::vector<float> across(size_t(dimension), 0);
    along[0] = 0.6F;
    along[1] = 0.8F;
    across[0] = -0.8F;
    across[1] = 0.6F;
    Vectors vectors{.dimension = dimension};
    for (const QPointF &point : points) {
        for (size_t i = 0; i < along.size(); ++i)
            vectors.values.push_back(float(3 + point.x() * along[i] + point.y() * across[i]));
    }
    return vectors;
}

} // namespace

class TestProjection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePlane_data();
    void findsThePlane();
    void iris();
    void keepsDistancesFromTheMean();
    void isAlwaysTheSame();
    void oneDirection();
    void nothingVaries();
    void largeAndSmallNumbers();
    void stops();
};

void TestProjection::findsThePlane_data()
{
    QTest::addColumn<qsizetype>("dimension");
    QTest::newRow("covariance") << qsizetype(2);
    QTest::newRow("as many") << qsizetype(5);
    QTest::newRow("products of rows") << qsizetype(300);
}

void TestProjection::findsThePlane()
{
    QFETCH(const qsizetype, dimension);
    const QList<QPointF> uncorrelated{{-4, 1}, {4, 1}, {0, -2}, {-2, 0}, {2, 0}};
    const auto projection = projected(embedded(uncorrelated, dimension));
    QVERIFY(projection);
    QCOMPARE(projection->points.size(), 5);
    // Of 4 and -4 either may be the farthest by rounding, so only the distances are sure.
    for (qsizetype i = 0; i < 5; ++i) {
        QVERIFY(std::abs(std::abs(projection->points.at(i).x()) - std::abs(uncorrelated.at(i).x())) < 1e-4);
        QVERIFY(std::abs(projection->points.at(i).y() + uncorrelated.at(i).y()) < 1e-4);
    }
    QVERIFY(std::abs(projection->shares[0] - 40.0 / 46) < 1e-6);
    QVERIFY(std::abs(projection->shares[1] - 6.0 / 46) < 1e-6);
}

/// Seven of Fisher's irises, against the eigenvectors of their covariance by Jacobi rotations.
void TestProjection::iris()
{
    const Vectors irises{.dimension = 4,
        .values = {5.1F, 3.5F, 1.4F, 0.2F, 4.9F, 3.0F, 1.4F, 0.2F, 7.0F, 3.2F, 4.7F, 1.4F, 6.4F, 3.2F, 4.5F,
            1.5F, 6.3F, 3.3F, 6.0F, 2.5F, 5.8F, 2.7F, 5.1F, 1.9F, 7.1F, 3.0F, 5.9F, 2.1F}};
    const QList<QPointF> expected{{3.161734, 0.094419}, {3.211184, -0.186606}, {-0.777012, 0.737031},
        {-0.446959, 0.198681}, {-2.090074, -0.486034}, {-0.938140, -0.686463}, {-2.120732, 0.328972}};
    const auto projection = projected(irises);
    QVERIFY(projection);
    for (qsizetype i = 0; i < expected.size(); ++i)
        QVERIFY2(isNear(projection->points.at(i), expected.at(i), 1e-4), qPrintable(QString::number(i)));
    QVERIFY(std::abs(projection->shares[0] - 0.9453984) < 1e-5);
    QVERIFY(std::abs(projection->shares[1] - 0.0441823) < 1e-5);
}

void TestProjection::keepsDistancesFromTheMean()
{
    const Vectors vectors{.dimension = 2, .values = {1, 2, 3, 5, -2, 0, 4, 4, 0, -1}}; // all of it in a plane
    const auto projection = projected(vectors);
    QVERIFY(projection);
    for (qsizetype i = 0; i < 5; ++i) {
        const QPointF point = projection->points.at(i);
        const double distance = std::hypot(vectors.at(i)[0] - 1.2, vectors.at(i)[1] - 2.0);
        QVERIFY(std::abs(std::hypot(point.x(), point.y()) - distance) < 1e-5);
    }
    QVERIFY(std::abs(projection->shares[0] + projection->shares[1] - 1) < 1e-6);
}

void TestProjection::isAlwaysTheSame()
{
    std::mt19937 random(5);
    std::normal_distribution<float> values;
    Vectors vectors{.dimension = 50, .values = std::vector<float>(20 * 50)};
    std::ranges::generate(vectors.values, [&] { return values(random); });
    const auto first = projected(vectors);
    const auto second = projected(vectors);
    QVERIFY(first && second);
    QCOMPARE(first->points, second->points);
    const auto farthest = [&first](auto coordinate) {
        return std::ranges::max(first->points, {},
            [coordinate](const QPointF &point) { return std::abs((point.*coordinate)()); });
    };
    QVERIFY(farthest(&QPointF::x).x() > 0);
    QVERIFY(farthest(&QPointF::y).y() > 0);
}

void TestProjection::oneDirection()
{
    const auto projection = projected({.dimension = 3, .values = {0, 0, 0, 1, 2, 2, 3, 6, 6}});
    QVERIFY(projection);
    QVERIFY(isNear(projection->points.at(2), {5, 0}, 1e-4));
    QVERIFY(isNear(projection->points.at(0), {-4, 0}, 1e-4));
    QVERIFY(std::abs(projection->shares[0] - 1) < 1e-5);
    QVERIFY(std::abs(projection->shares[1]) < 1e-5);
}

void TestProjection::nothingVaries()
{
    const auto same = projected({.dimension = 2, .values = {0.1F, 2, 0.1F, 2, 0.1F, 2}});
    QVERIFY(same);
    QCOMPARE(same->points, QList<QPointF>(3));
    QCOMPARE(same->shares[0], 0.0);
    QCOMPARE(projected({.dimension = 4, .values = {1, 2, 3, 4}})->points, QList<QPointF>(1));
    QCOMPARE(projected({})->points, QList<QPointF>());
}

void TestProjection::largeAndSmallNumbers()
{
    for (const float size : {1e38F, 1e-30F}) {
        const auto projection = projected({.dimension = 2, .values = {size, 0, -size, 0, 0, 0}});
        QVERIFY(projection);
        QVERIFY(std::abs(std::abs(projection->points.at(0).x()) / double(size) - 1) < 1e-5);
    }
}

void TestProjection::stops()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!projected({.dimension = 1, .values = {1, 2}}, {.stop = source.get_token()}));
}

QTEST_GUILESS_MAIN(TestProjection)
#include "tst_projection.moc"
