// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/repeats.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

Metrics took(double total, Reply::State state = Reply::State::Complete)
{
    Metrics metrics;
    metrics.state = state;
    metrics.values = {{Metric::Total, {total}}};
    return metrics;
}

Measurement told(double value)
{
    return {.value = value, .estimated = false};
}

Measurement guessed(double value)
{
    return {.value = value, .estimated = true};
}

} // namespace

class TestRepeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void summaryOfNothing();
    void summaryOfOne();
    void quantilesAreInterpolated();
    void orderDoesNotMatter();
    void failuresAreCountedAndNotMeasured();
    void sharesOfFittingAnswers();
    void tableHasARowForEachLaneAndMetric();
    void aPausedAnswerThatWentOnIsAddedUp();
    void onePartMayHaveNoText();
};

void TestRepeats::summaryOfNothing()
{
    QVERIFY(!Summary::of({}));
}

void TestRepeats::summaryOfOne()
{
    const Summary summary = Summary::of({3}).value();
    QCOMPARE(summary.median, 3);
    QCOMPARE(summary.p95, 3);
    QCOMPARE(summary.spread(), 0);
}

void TestRepeats::quantilesAreInterpolated()
{
    QList<double> values;
    for (int i = 1; i <= 101; ++i)
        values.append(i);
    const Summary summary = Summary::of(values).value();
    QCOMPARE(summary.lowerQuartile, 26);
    QCOMPARE(summary.median, 51);
    QCOMPARE(summary.upperQuartile, 76);
    QCOMPARE(summary.p95, 96);
    QCOMPARE(Summary::of({1, 2}).value().median, 1.5);
}

void TestRepeats::orderDoesNotMatter()
{
    QCOMPARE(Summary::of({3, 1, 2}), Summary::of({1, 2, 3}));
}

void TestRepeats::sharesOfFittingAnswers()
{
    const auto judged = [](double fits, Reply::State state = Reply::State::Complete) {
        Metrics metrics = took(1, state);
        metrics.values.insert(Metric::FitsSchema, {fits});
        return metrics;
    };
    const Repeats lane{.name = u"a"_s,
        .gateway = {},
        .replies = {judged(1), judged(0), judged(1), judged(0, Reply::State::Stopped), took(1)}};
    QCOMPARE(lane.judged().count, 3);
    QCOMPARE(lane.judged().fitting, 2);
    QCOMPARE(lane.judged().share(), 2.0 / 3);
    QCOMPARE(Repeats().judged().share(), 0.0);
    const PlainTable table = summaryTable({lane});
    QCOMPARE(table.header.last(), u"mean"_s);
    QCOMPARE(table.rows.last().value(2), u"fits_schema"_s);
    QCOMPARE(table.rows.last().last(), u"0.666667"_s);
}

void TestRepeats::failuresAreCountedAndNotMeasured()
{
    const Repeats lane{
        .name = u"a"_s, .gateway = {}, .replies = {took(2), took(0.01, Reply::State::Failed), took(4)}};
    QCOMPARE(lane.successes(), 2);
    QCOMPARE(lane.samples(Metric::Total), (QList<double>{2, 4}));
}

void TestRepeats::tableHasARowForEachLaneAndMetric()
{
    const Repeats lane{
        .name = u"a"_s, .gateway = u"Ruflo"_s, .replies = {took(2), took(4), took(9, Reply::State::Stopped)}};
    const Repeats empty{.name = u"b"_s, .gateway = u"Ruflo"_s, .replies = {took(1, Reply::State::Failed)}};
    QCOMPARE(summaryTable({lane, empty}).toCsv(), u"model,gateway,figure,replies,complete,known,median,p95,"
                                                  u"iqr,minimum,maximum,success_rate,estimated,mean\r\n"
                                                  "a,Ruflo,total_s,3,2,2,3,3.9,1,2,4,0.666667,no,3\r\n"
                                                  "b,Ruflo,total_s,1,0,0,,,,,,0,no,\r\n"_s);
}

void TestRepeats::aPausedAnswerThatWentOnIsAddedUp()
{
    Metrics first;
    first.values = {{Metric::FirstToken, told(0.5)}, {Metric::Total, told(2)},
        {Metric::InputTokens, told(10)}, {Metric::OutputTokens, guessed(4)}, {Metric::Cost, told(1)}};
    Metrics last;
    last.model = u"claude"_s;
    last.values = {{Metric::FirstToken, told(0.25)}, {Metric::Total, told(3)},
        {Metric::InputTokens, told(30)}, {Metric::OutputTokens, told(6)}, {Metric::Cost, told(2)},
        {Metric::FitsSchema, told(1)}};
    const Metrics whole = joined(first, last);
    QCOMPARE(whole.model, u"claude"_s);
    QCOMPARE(whole.value(Metric::FirstToken), told(0.5));
    QCOMPARE(whole.value(Metric::Total), told(5));
    QCOMPARE(whole.value(Metric::InputTokens), told(40));
    QCOMPARE(whole.value(Metric::OutputTokens), guessed(10));
    QCOMPARE(whole.value(Metric::Cost), told(3));
    QCOMPARE(whole.value(Metric::FitsSchema), told(1));
    first.values.remove(Metric::Cost);
    QCOMPARE(joined(first, last).value(Metric::Cost), std::nullopt);
}

/// The model called a tool of the server's first, or said nothing more after it.
void TestRepeats::onePartMayHaveNoText()
{
    Metrics first;
    first.empty = true;
    first.values = {{Metric::Total, told(12)}, {Metric::CreditsUsed, told(1)}};
    Metrics last;
    last.values = {{Metric::FirstText, told(0.8)}, {Metric::Total, told(3)}};
    const Metrics whole = joined(first, last);
    QCOMPARE(whole.value(Metric::FirstText), told(12.8));
    QCOMPARE(whole.value(Metric::CreditsUsed), std::nullopt);
    QVERIFY(!whole.empty);
    QVERIFY(!joined(last, first).empty);
    QVERIFY(joined(first, first).empty);
}

QTEST_GUILESS_MAIN(TestRepeats)
#include "tst_repeats.moc"
