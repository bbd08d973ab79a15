// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "workspace/vectoranalysis.h"

#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Vectors randomVectors(qsizetype count, qsizetype dimension)
{
    std::minstd_rand random;
    Vectors vectors{.dimension = dimension, .values = std::vector<float>(size_t(count * dimension))};
    for (float &value : vectors.values)
        value = float(random()) / float(std::minstd_rand::max()) - 0.5F;
    return vectors;
}

} // namespace

class TestVectorAnalysis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void calculatesAll();
    void onlyMeasuresTooMany();
    void tellsHowFarItIs();
    void stops();
    void isDeletedInTheMidst();
};

void TestVectorAnalysis::calculatesAll()
{
    const Vectors vectors{.dimension = 2, .values = {1, 0, 0, 1, 2, 0}};
    VectorAnalysis analysis(vectors);
    QVERIFY(analysis.isRunning() && !analysis.relations());
    QStringList order;
    connect(&analysis, &VectorAnalysis::measured, this, [&] { order << u"measured"_s; });
    connect(&analysis, &VectorAnalysis::finished, this, [&] { order << u"finished"_s; });
    QVERIFY(eventually([&] { return order.contains(u"finished"_s); }));
    QCOMPARE(order, (QStringList{u"measured"_s, u"finished"_s}));
    QVERIFY(!analysis.isRunning());
    QCOMPARE(analysis.norms(), (QList<double>{1, 1, 2}));
    const VectorRelations &relations = *analysis.relations();
    QCOMPARE(relations.cosines.at(0, 2), 1.0F);
    QCOMPARE(relations.cosines.at(0, 1), 0.0F);
    QCOMPARE(relations.nearest.first(), (SimilarPair{.first = 0, .second = 2, .cosine = 1}));
    QCOMPARE(relations.projection.points.size(), 3);
}

void TestVectorAnalysis::onlyMeasuresTooMany()
{
    const qsizetype many = VectorAnalysis::MostVectors + 1;
    const Vectors vectors{.dimension = 1, .values = std::vector<float>(size_t(many), 2)};
    VectorAnalysis analysis(vectors);
    QVERIFY(eventually([&] { return !analysis.isRunning(); }));
    QCOMPARE(analysis.norms(), QList<double>(many, 2));
    QVERIFY(!analysis.relations());
}

void TestVectorAnalysis::tellsHowFarItIs()
{
    const Vectors vectors = randomVectors(300, 64);
    VectorAnalysis analysis(vectors);
    QList<double> shares;
    connect(&analysis, &VectorAnalysis::progressed, this, [&] { shares.append(analysis.share()); });
    QVERIFY(eventually([&] { return !analysis.isRunning(); }));
    QVERIFY(shares.size() > 1 && shares.size() <= 100);
    QVERIFY(std::ranges::is_sorted(shares) && shares.last() <= 1);
}

void TestVectorAnalysis::stops()
{
    const Vectors vectors = randomVectors(2000, 512);
    VectorAnalysis analysis(vectors);
    analysis.stop();
    QVERIFY(eventually([&] { return !analysis.isRunning(); }));
    QVERIFY(!analysis.relations());
}

void TestVectorAnalysis::isDeletedInTheMidst()
{
    const Vectors vectors = randomVectors(2000, 512);
    auto analysis = std::make_unique<VectorAnalysis>(vectors);
    const QSignalSpy finished(analysis.get(), &VectorAnalysis::finished);
    QVERIFY(eventually([&] { return analysis->share() > 0; }));
    analysis.reset();
    QVERIFY(finished.isEmpty());
}

QTEST_GUILESS_MAIN(TestVectorAnalysis)
#include "tst_vectoranalysis.moc"
