// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/metrics.h"

#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Reply completeReply(const QString &text)
{
    Reply reply;
    reply.state = Reply::State::Complete;
    reply.choices = {Choice{.parts = {TextPart{text}}, .finishReason = u"stop"_s}};
    reply.timing = {.sent = 10ms,
        .headers = 100ms,
        .firstToken = 500ms,
        .firstText = 500ms,
        .lastToken = 2500ms,
        .total = 2600ms};
    return reply;
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

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTimesAsMeasured();
    void firstTextTellsWhereThinkingWasBefore();
    void X_06_serverWinsOverEstimate();
    void X_06_unknownIsAbsent();
    void X_06_estimatesAreMarked();
    void speedIsOverTheTimeOfTheTokens();
    void speedOfOnePieceIsUnknown();
    void speedLeavesOutHiddenReasoning();
    void runningCountOfAStoppedReplyMayLag();
    void countsCharactersNotCodeUnits();
    void aChineseCharacterIsAboutOneToken();
    void costNeedsAPrice();
    void cachedInputHasItsOwnPrice();
    void RA_31_cacheBesideInputIsNotTakenOffIt();
    void costOfAnEstimateIsAnEstimate();
    void costOfUsageAlone();
    void failedReplyHasNoInvention();
    void pricesSurviveTheirFile();
    void badPricesAreLeftOut();
};

void TestMetrics::takesTimesAsMeasured()
{
    const Metrics metrics = Metrics::of(completeReply(u"Hello"_s));
    QCOMPARE(metrics.value(Metric::Sent), told(0.01));
    QCOMPARE(metrics.value(Metric::Headers), told(0.1));
    QCOMPARE(metrics.value(Metric::FirstToken), told(0.5));
    QCOMPARE(metrics.value(Metric::Total), told(2.6));
    QCOMPARE(metrics.finishReason, u"stop"_s);
}

void TestMetrics::firstTextTellsWhereThinkingWasBefore()
{
    Reply reply = completeReply(u"Hello"_s);
    QCOMPARE(Metrics::of(reply).value(Metric::FirstText), told(0.5));
    QVERIFY(!Metrics::of(reply).tells(Metric::FirstText));
    reply.timing.firstText = 1500ms;
    QCOMPARE(Metrics::of(reply).value(Metric::FirstText), told(1.5));
    QVERIFY(Metrics::of(reply).tells(Metric::FirstText));
    reply.timing.firstText = std::nullopt; // it only thought
    QVERIFY(!Metrics::of(reply).tells(Metric::FirstText));
}

void TestMetrics::X_06_serverWinsOverEstimate()
{
    Reply reply = completeReply(u"x"_s.repeated(400));
    reply.usage.outputTokens = 60;
    reply.usage.inputTokens = 7;
    const Metrics metrics = Metrics::of(reply, {.price = {}, .sent = u"x"_s.repeated(400)});
    QCOMPARE(metrics.value(Metric::OutputTokens), told(60));
    QCOMPARE(metrics.value(Metric::InputTokens), told(7));
    QCOMPARE(metrics.value(Metric::Speed), told(30));
}

void TestMetrics::X_06_unknownIsAbsent()
{
    const Metrics metrics = Metrics::of(Reply());
    QVERIFY(metrics.values.isEmpty());
    QVERIFY(!metrics.value(Metric::CachedTokens));
}

void TestMetrics::X_06_estimatesAreMarked()
{
    const Metrics metrics =
        Metrics::of(completeReply(u"x"_s.repeated(400)), {.price = {}, .sent = u"abcde"_s});
    QCOMPARE(metrics.value(Metric::OutputTokens), guessed(100));
    QCOMPARE(metrics.value(Metric::Speed), guessed(50));
    QCOMPARE(metrics.value(Metric::InputTokens), guessed(2));
}

void TestMetrics::speedIsOverTheTimeOfTheTokens()
{
    Reply reply = completeReply(u"Hello"_s);
    reply.usage.outputTokens = 100;
    QCOMPARE(Metrics::of(reply).value(Metric::Speed), told(50)); // 2.5 s less 0.5 s, not 2.6 s
}

void TestMetrics::speedOfOnePieceIsUnknown()
{
    Reply reply = completeReply(u"Hello"_s);
    reply.usage.outputTokens = 100;
    reply.timing.lastToken = reply.timing.firstToken;
    QVERIFY(!Metrics::of(reply).value(Metric::Speed));
}

void TestMetrics::speedLeavesOutHiddenReasoning()
{
    Reply reply = completeReply(u"Hello"_s);
    reply.usage.outputTokens = 100;
    reply.usage.reasoningTokens = 80;
    QCOMPARE(Metrics::of(reply).value(Metric::Speed), told(10));
    reply.choices.first().parts.prepend(ReasoningPart{u"Let me see"_s});
    QCOMPARE(Metrics::of(reply).value(Metric::Speed), told(50));
}

void TestMetrics::runningCountOfAStoppedReplyMayLag()
{
    Reply reply = completeReply(u"x"_s.repeated(400));
    reply.usage.outputTokens = 1;
    QCOMPARE(Metrics::of(reply).value(Metric::OutputTokens), told(1));
    reply.state = Reply::State::Stopped;
    QCOMPARE(Metrics::of(reply).value(Metric::OutputTokens), guessed(100));
}

void TestMetrics::countsCharactersNotCodeUnits()
{
    QCOMPARE(Metrics::of(completeReply(u"a😀b"_s)).value(Metric::Characters), told(3));
}

void TestMetrics::aChineseCharacterIsAboutOneToken()
{
    QCOMPARE(estimatedTokens(u"你好世界"), 4);
    QCOMPARE(estimatedTokens(u"abcdefgh"), 2);
    QCOMPARE(estimatedTokens(u""), 0);
}

void TestMetrics::costNeedsAPrice()
{
    Reply reply = completeReply(u"Hello"_s);
    reply.usage.inputTokens = 1000;
    reply.usage.outputTokens = 500;
    QVERIFY(!Metrics::of(reply).value(Metric::Cost));
    const Price price{.input = 2, .output = 10};
    QCOMPARE(Metrics::of(reply, {.price = price}).value(Metric::Cost), told(0.007));
}

void TestMetrics::cachedInputHasItsOwnPrice()
{
    Reply reply = completeReply(u"Hello"_s);
    reply.usage.inputTokens = 1000;
    reply.usage.cachedTokens = 600;
    reply.usage.outputTokens = 0;
    const MetricsContext context{.price = Price{.input = 10, .output = 10, .cached = 1}};
    QCOMPARE(Metrics::of(reply, context).value(Metric::Cost), told(0.0046));
}

void TestMetrics::RA_31_cacheBesideInputIsNotTakenOffIt()
{
    Reply reply = completeReply(u"Hello"_s);
    reply.usage.inputTokens = 1000;
    reply.usage.cachedTokens = 600;
    reply.usage.outputTokens = 0;
    const MetricsContext context{
        .price = Price{.input = 10, .output = 10, .cached = 1}, .sent = {}, .cacheBesideInput = true};
    QCOMPARE(Metrics::of(reply, context).value(Metric::Cost), told(0.0106));
}

void TestMetrics::costOfAnEstimateIsAnEstimate()
{
    const MetricsContext context{.price = Price{.input = 1, .output = 1}, .sent = u"x"_s.repeated(4)};
    const auto cost = Metrics::of(completeReply(u"x"_s.repeated(4)), context).value(Metric::Cost);
    QCOMPARE(cost, guessed(2e-6));
}

void TestMetrics::costOfUsageAlone()
{
    const Price price{.input = 2, .output = 10, .cached = 1};
    Usage usage;
    QCOMPARE(costOf(usage, price), 0.0);
    usage.inputTokens = 500'000;
    QCOMPARE(costOf(usage, price), 1.0);
    usage.cachedTokens = 100'000;
    usage.outputTokens = 50'000;
    QCOMPARE(costOf(usage, price), 1.4);
}

void TestMetrics::failedReplyHasNoInvention()
{
    Reply reply;
    reply.state = Reply::State::Failed;
    reply.timing.total = 20ms;
    const Metrics metrics = Metrics::of(reply, {.price = Price{.input = 1, .output = 1}, .sent = u"Hello"_s});
    QCOMPARE(metrics.values.keys(), QList{Metric::Total});
    QVERIFY(!metrics.isComparable());
}

void TestMetrics::pricesSurviveTheirFile()
{
    PriceList list;
    list.currency = u"EUR"_s;
    list.entries = {
        {.provider = u"ruapi"_s, .model = u"gpt-4o"_s, .price = {.input = 2.5, .output = 10, .cached = 1.25}},
        {.provider = u"ruflo"_s, .model = u"ruflo-free"_s, .price = {}}};
    QCOMPARE(PriceList::fromJson(list.toJson()), list);
    QCOMPARE(list.find(u"ruapi", u"gpt-4o"), list.entries.first().price);
    QVERIFY(!list.find(u"ruflo", u"gpt-4o"));
}

void TestMetrics::badPricesAreLeftOut()
{
    QCOMPARE(PriceList::fromJson("no JSON"), PriceList());
    const PriceList list = PriceList::fromJson(R"({"prices":[{"model":"a","input":-1,"output":1},
        {"model":"b","input":"1","output":1},{"input":1,"output":1},{"model":"c","input":1,"output":2}]})");
    QCOMPARE(list.entries.size(), 1);
    QCOMPARE(list.entries.first().model, u"c"_s);
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
