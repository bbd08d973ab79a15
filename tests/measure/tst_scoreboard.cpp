// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/scoreboard.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Scoreboard::Row row(
    const QString &name, const QMap<Metric, Measurement> &values, Reply::State state = Reply::State::Complete)
{
    Metrics metrics;
    metrics.state = state;
    metrics.values = values;
    return {.name = name, .gateway = u"Ruflo"_s, .metrics = metrics};
}

} // namespace

class TestScoreboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksTheBest();
    void unknownIsNeverBest();
    void failedIsNeverBest();
    void anotherPromptIsNeverBest();
    void whoRanIntoTheLimitCompetesWithItsLikeOnly();
    void estimatesAndCountsHaveNoBest();
    void oneOrEqualValuesHaveNoBest();
    void tiesAreAllBest_data();
    void tiesAreAllBest();
    void timesTooNearToTellApartAreTies();
    void barsAreDrawnAgainstWhoTakesPart();
    void lengthHasNoBest();
    void showsOnlyWhatIsKnown();
    void writesNumbersForPrograms();
    void csvIsQuoted();
    void csvRunsNoFormula();
    void markdownCellsStayCells();
};

void TestScoreboard::marksTheBest()
{
    const Scoreboard board({row(u"a"_s, {{Metric::Total, {2}}, {Metric::Speed, {50}}}),
        row(u"b"_s, {{Metric::Total, {1}}, {Metric::Speed, {20}}})});
    QVERIFY(!board.isBest(0, Metric::Total));
    QVERIFY(board.isBest(1, Metric::Total));
    QVERIFY(board.isBest(0, Metric::Speed));
    QVERIFY(!board.isBest(1, Metric::Speed));
    QCOMPARE(board.largest(Metric::Speed), 50);
}

void TestScoreboard::unknownIsNeverBest()
{
    const Scoreboard board(
        {row(u"a"_s, {}), row(u"b"_s, {{Metric::Cost, {2}}}), row(u"c"_s, {{Metric::Cost, {3}}})});
    QVERIFY(!board.isBest(0, Metric::Cost));
    QVERIFY(board.isBest(1, Metric::Cost));
}

void TestScoreboard::failedIsNeverBest()
{
    const Scoreboard board({row(u"a"_s, {{Metric::Total, {0.01}}}, Reply::State::Failed),
        row(u"b"_s, {{Metric::Total, {2}}}), row(u"c"_s, {{Metric::Total, {3}}})});
    QVERIFY(!board.isBest(0, Metric::Total));
    QVERIFY(board.isBest(1, Metric::Total));
}

void TestScoreboard::anotherPromptIsNeverBest()
{
    Scoreboard::Row other = row(u"a"_s, {{Metric::Total, {1}}});
    other.otherPrompt = true;
    const Scoreboard board({other, row(u"b"_s, {{Metric::Total, {2}}}), row(u"c"_s, {{Metric::Total, {3}}})});
    QVERIFY(!board.isBest(0, Metric::Total));
    QVERIFY(board.isBest(1, Metric::Total));
}

void TestScoreboard::whoRanIntoTheLimitCompetesWithItsLikeOnly()
{
    Scoreboard::Row cut = row(u"a"_s, {{Metric::Total, {1}}});
    cut.metrics.finishReason = u"length"_s;
    Scoreboard::Row cutLater = row(u"b"_s, {{Metric::Total, {2}}});
    cutLater.metrics.finishReason = u"max_tokens"_s;
    const Scoreboard::Row whole = row(u"c"_s, {{Metric::Total, {3}}});
    const Scoreboard::Row slower = row(u"d"_s, {{Metric::Total, {4}}});
    const Scoreboard mixed({cut, cutLater, whole, slower});
    QVERIFY(!mixed.isBest(0, Metric::Total));
    QVERIFY(mixed.isBest(2, Metric::Total));
    QVERIFY(Scoreboard({cut, cutLater}).isBest(0, Metric::Total));
}

void TestScoreboard::estimatesAndCountsHaveNoBest()
{
    const Scoreboard::Row counted = row(u"a"_s, {{Metric::Speed, {50}}});
    const Scoreboard::Row estimated = row(u"b"_s, {{Metric::Speed, {60, true}}});
    const Scoreboard::Row slower = row(u"c"_s, {{Metric::Speed, {40, true}}});
    QVERIFY(!Scoreboard({counted, estimated}).isBest(1, Metric::Speed));
    QVERIFY(!Scoreboard({counted, estimated}).isBest(0, Metric::Speed));
    QVERIFY(Scoreboard({estimated, slower}).isBest(0, Metric::Speed));
}

void TestScoreboard::oneOrEqualValuesHaveNoBest()
{
    const Scoreboard one({row(u"a"_s, {{Metric::Total, {2}}})});
    QVERIFY(!one.isBest(0, Metric::Total));
    const Scoreboard equal({row(u"a"_s, {{Metric::Total, {2}}}), row(u"b"_s, {{Metric::Total, {2}}})});
    QVERIFY(!equal.isBest(0, Metric::Total));
}

void TestScoreboard::tiesAreAllBest_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QList<bool>>("best");
    QTest::newRow("lower") << Metric::Total << QList<double>{1, 1, 2} << QList<bool>{true, true, false};
    QTest::newRow("higher") << Metric::Speed << QList<double>{9, 20, 20} << QList<bool>{false, true, true};
    QTest::newRow("as it reads") << Metric::FirstToken << QList<double>{0.11204, 0.11196, 0.130}
                                 << QList<bool>{true, true, false};
    QTest::newRow("all, as it reads")
        << Metric::Speed << QList<double>{84.1, 84.4, 83.6} << QList<bool>{false, false, false};
    QTest::newRow("small costs differ")
        << Metric::Cost << QList<double>{0.0000123, 0.0000124, 0.0000123} << QList<bool>{true, false, true};
}

void TestScoreboard::tiesAreAllBest()
{
    QFETCH(const Metric, metric);
    QFETCH(const QList<double>, values);
    QList<Scoreboard::Row> rows;
    for (const double value : values)
        rows << row(u"a"_s, {{metric, {value}}});
    const Scoreboard board(rows);
    QList<bool> best;
    for (qsizetype i = 0; i < values.size(); ++i)
        best << board.isBest(i, metric);
    QTEST(best, "best");
}

void TestScoreboard::timesTooNearToTellApartAreTies()
{
    const Scoreboard board({row(u"a"_s, {{Metric::FirstToken, {0.120}}}),
        row(u"b"_s, {{Metric::FirstToken, {0.124}}}), row(u"c"_s, {{Metric::FirstToken, {0.126}}})});
    QVERIFY(board.isBest(0, Metric::FirstToken));
    QVERIFY(board.isBest(1, Metric::FirstToken));
    QVERIFY(!board.isBest(2, Metric::FirstToken));
}

void TestScoreboard::barsAreDrawnAgainstWhoTakesPart()
{
    Scoreboard::Row empty = row(u"empty"_s, {{Metric::Speed, {500}}});
    empty.metrics.empty = true;
    const Scoreboard board({row(u"a"_s, {{Metric::Speed, {50}}}),
        row(u"broke off"_s, {{Metric::Speed, {200}}}, Reply::State::Incomplete), empty});
    QCOMPARE(board.largest(Metric::Speed), 50);
    QVERIFY(board.takesPart(0));
    QVERIFY(!board.takesPart(1));
    QVERIFY(!board.takesPart(2));
    QVERIFY(!board.isBest(2, Metric::Speed));
}

void TestScoreboard::lengthHasNoBest()
{
    const Scoreboard board(
        {row(u"a"_s, {{Metric::OutputTokens, {2}}}), row(u"b"_s, {{Metric::OutputTokens, {3}}})});
    QVERIFY(!board.isBest(0, Metric::OutputTokens));
    QVERIFY(!board.isBest(1, Metric::OutputTokens));
}

void TestScoreboard::showsOnlyWhatIsKnown()
{
    const Scoreboard board({row(u"a"_s, {{Metric::Speed, {2}}}), row(u"b"_s, {{Metric::Total, {3}}})});
    QCOMPARE(board.knownMetrics(), (QList{Metric::Total, Metric::Speed}));
}

void TestScoreboard::writesNumbersForPrograms()
{
    const Scoreboard board(
        {row(u"a"_s, {{Metric::Total, {1.5}}, {Metric::OutputTokens, {20, true}}}), row(u"b"_s, {})});
    QCOMPARE(board.toTable().toCsv(),
        u"model,gateway,answered_by,state,total_s,output_tokens,finish_reason,request_id,estimated\r\n"
        "a,Ruflo,,complete,1.5,20,,,output_tokens\r\n"
        "b,Ruflo,,complete,,,,,\r\n"_s);
}

void TestScoreboard::csvIsQuoted()
{
    const PlainTable table{.header = {u"a"_s}, .rows = {{u"x,\"y\"\nz"_s}}};
    QCOMPARE(table.toCsv(), u"a\r\n\"x,\"\"y\"\"\nz\"\r\n"_s);
}

void TestScoreboard::csvRunsNoFormula()
{
    const PlainTable table{.header = {u"a"_s}, .rows = {{u"=1+1"_s}, {u"@x"_s}, {u"-2.5"_s}, {u"-x"_s}}};
    QCOMPARE(table.toCsv(), u"a\r\n'=1+1\r\n'@x\r\n-2.5\r\n'-x\r\n"_s);
}

void TestScoreboard::markdownCellsStayCells()
{
    const PlainTable table{.header = {u"a"_s, u"b"_s}, .rows = {{u"x|y\n<b>*z*"_s, u"1"_s}}};
    QCOMPARE(table.toMarkdown(), u"| a | b |\n| --- | ---: |\n| x\\|y \\<b\\>\\*z\\* | 1 |\n"_s);
}

QTEST_GUILESS_MAIN(TestScoreboard)
#include "tst_scoreboard.moc"
