// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "ui/comparison/comparisonexport.h"
#include "ui/comparison/differencedialog.h"
#include "ui/comparison/differenceview.h"
#include "ui/comparison/distributionplot.h"
#include "ui/comparison/readtext.h"
#include "ui/comparison/scoreboardmodel.h"
#include "ui/comparison/scoreboardpanel.h"
#include "ui/comparison/wiredialog.h"
#include "ui/comparison/wiretable.h"
#include "ui/playground/metricsstrip.h"
#include "view/base/elidedlabel.h"
#include "view/base/theme.h"
#include "wire/dialects/registry.h"
#include "workspace/words/metrictext.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocumentFragment>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Key = u"sk-secret_0123456789"_s;

/// The call, to be changed before it is looked at.
Call &callOf(const LaneAnswer &laneAnswer)
{
    return *std::const_pointer_cast<Call>(laneAnswer.call);
}

LaneAnswer laneAnswer(const QString &model, const QString &answer)
{
    LaneAnswer made;
    made.call = std::make_shared<Call>();
    made.name = model;
    made.lane = qHash(model) + 1; // one for each model
    callOf(made).request.model = model;
    callOf(made).gateway.name = u"Ruflo"_s;
    made.prompt = u"Which?"_s;
    callOf(made).reply.state = Reply::State::Complete;
    callOf(made).reply.choices.resize(1);
    addText(callOf(made).reply.choices.first().parts, answer);
    callOf(made).reply.choices.first().finishReason = u"stop"_s;
    callOf(made).reply.timing = {.sent = 10ms,
        .headers = 10ms,
        .firstToken = 200ms,
        .firstText = 200ms,
        .lastToken = 1200ms,
        .total = 1300ms};
    made.metrics = Metrics::of(callOf(made).reply);
    return made;
}

Redaction redaction()
{
    Redaction redaction;
    redaction.add(Secret(Key.toLatin1()));
    return redaction;
}

/// A reply that quotes the key wherever a server could.
LaneAnswer quotingTheKey()
{
    LaneAnswer made = laneAnswer(Key, u"Your key is "_s + Key);
    Choice &choice = callOf(made).reply.choices.first();
    choice.parts.prepend(ReasoningPart{.text = Key, .seal = Key});
    choice.finishReason = Key;
    choice.parts.append(ToolCall{.id = Key, .name = Key, .arguments = Key});
    choice.parts.append(OtherPart{u"{\"a\":\"%1\"}"_s.arg(Key)});
    callOf(made).reply.requestId = Key;
    callOf(made).reply.model = Key;
    callOf(made).reply.error = ChatError();
    callOf(made).reply.error->code = Key;
    callOf(made).reply.error->type = Key;
    callOf(made).reply.error->requestId = Key;
    callOf(made).reply.error->message = u"Incorrect API key: "_s + Key;
    made.prompt = Key;
    callOf(made).sent.body = R"({"user":")" + Key.toLatin1() + "\"}";
    callOf(made).request.system = Key;
    made.metrics = Metrics::of(callOf(made).reply);
    return made;
}

ChatRequest shortRequest()
{
    ChatRequest request;
    request.system = u"Be short."_s;
    request.model = u"m"_s;
    return request;
}

/// An answer that quotes the key in its head, and an address with it.
WireLane wireLane(const QString &dialect, const ChatRequest &request = shortRequest())
{
    const Target target{.url = QUrl(u"https://user:"_s + Key + u"@example.org/v1?key="_s + Key),
        .headers = wireHeaders({{"Authorization", "Bearer " + Key.toLatin1()}, {"X-Note", Key.toLatin1()}}),
        .dialect = findDialect(dialect)};
    const std::shared_ptr<Call> call = Parlance::callOf(target, request);
    call->recording.head = {
        .status = 401, .headers = {{"Content-Type", "text/plain"}, {"X-Request-Id", Key.toLatin1()}}};
    return {.name = dialect, .call = call};
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresAreWrittenForPeople_data();
    void figuresAreWrittenForPeople();
    void modelIsSound();
    void modelsNamesAreNoMarkup();
    void unknownSortsLast();
    void sortingKeepsItsMetric();
    void namesStayWhenScrolledSideways();
    void copiesTheScoreboard();
    void emptyScoreboardSaysHowToFillIt();
    void aPlotOfFewValuesIsDots_data();
    void aPlotOfFewValuesIsDots();
    void stripShowsWhatFits();
    void stripSaysAllInItsToolTip();
    void marksTheDifference();
    void stepsSayAndMarkTheDifference();
    void theSummarySaysAllInItsToolTip();
    void comparesAnswersAsTheyAreRead();
    void quotesKeepTheirBar_data();
    void quotesKeepTheirBar();
    void comparesJsonByItsMeaning();
    void namesStandAboveTheirTexts();
    void offersJsonOnlyForJson();
    void blindVoteHidesTheNames();
    void theSameAnswersDisturbNoVote();
    void aBlindVoteKeepsItsPair();
    void aBlindVoteCanAlwaysBeLeft();
    void thePairStaysWithItsLanes();
    void aPairWhoseLaneIsClosedTakesAnother();
    void votesAreCounted();
    void oneAnswerCannotBeCompared();
    void aLaneWithoutAnAnswerIsLeftOut();
    void keysVote();
    void blindPairsChange();
    void blindPairsEnd();
    void aPairCountsOnce();
    void oneModelIsNotVotedOn();
    void X_08_noExportHasAKey();
    void hostileContentIsInert();
    void htmlRendersTheAnswers();
    void aCutCallIsToldAsCut();
    void hostileContentStaysInItsFence();
    void markdownTellsThoughtsAndFailures();
    void saysWhichLanesAreLeftOut();
    void jsonIsForPrograms();
    void namesAreMadeDistinct();
    void wireTableSpellsEachDialect();
    void wireToolTipsReadAsTheCells();
    void X_08_wireTableHasNoKey();
};

void TestComparison::figuresAreWrittenForPeople_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("estimated");
    QTest::addColumn<QString>("expected");
    QTest::newRow("short time") << Metric::FirstToken << 0.0425 << false << u"42.5 ms"_s;
    QTest::newRow("tiny time") << Metric::Sent << 0.000394 << false << u"0.39 ms"_s;
    QTest::newRow("time") << Metric::Total << 2.345 << false << u"2.35 s"_s;
    QTest::newRow("long time") << Metric::Total << 62.34 << false << u"62.3 s"_s;
    QTest::newRow("estimate") << Metric::OutputTokens << 312.0 << true << u"≈ 312"_s;
    QTest::newRow("slow") << Metric::Speed << 2.25 << false << u"2.3"_s;
    QTest::newRow("small cost") << Metric::Cost << 0.0000123 << false << u"0.0000123 EUR"_s;
    QTest::newRow("cost") << Metric::Cost << 12.5 << false << u"12.50 EUR"_s;
    QTest::newRow("no cost") << Metric::Cost << 0.0 << false << u"0.00 EUR"_s;
    QTest::newRow("credits") << Metric::CreditsUsed << 0.21 << false << u"0.21"_s;
}

void TestComparison::figuresAreWrittenForPeople()
{
    QFETCH(const Metric, metric);
    QFETCH(const double, value);
    QFETCH(const bool, estimated);
    QTEST(MetricText::value(metric, {.value = value, .estimated = estimated}, u"EUR"_s), "expected");
}

void TestComparison::modelIsSound()
{
    ScoreboardModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setBoard(scoreboardOf({laneAnswer(u"a"_s, u"Yes"_s), laneAnswer(u"b"_s, u"No, never"_s)}));
    QCOMPARE(model.rowCount(), 2);
    model.setBoard(Scoreboard());
    QCOMPARE(model.rowCount(), 0);
}

/// Qt would open the picture's file for a tool tip.
void TestComparison::modelsNamesAreNoMarkup()
{
    ScoreboardModel model;
    LaneAnswer named = laneAnswer(u"a"_s, u"Yes"_s);
    named.metrics.model = u"<img src=\"/etc/hostname\">"_s;
    model.setBoard(scoreboardOf({named}));
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(QTextDocumentFragment::fromHtml(tip).toPlainText().endsWith(named.metrics.model));
}

void TestComparison::unknownSortsLast()
{
    ScoreboardPanel panel;
    LaneAnswer slow = laneAnswer(u"slow"_s, u"Yes"_s);
    slow.metrics.values[Metric::Total] = {.value = 9};
    LaneAnswer unknown = laneAnswer(u"unknown"_s, u"Yes"_s);
    unknown.metrics.values.remove(Metric::Total);
    panel.show(scoreboardOf({slow, unknown, laneAnswer(u"fast"_s, u"Yes"_s)}));
    auto *table = panel.findChild<QTableView *>(u"scoreboardTable"_s);
    int total = 0;
    while (table->model()->headerData(total, Qt::Horizontal).toString() != MetricText::title(Metric::Total))
        ++total;
    const auto names = [table] {
        QStringList shown;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            shown << table->model()->index(row, 0).data().toString();
        return shown;
    };
    QCOMPARE(names(), (QStringList{u"slow"_s, u"unknown"_s, u"fast"_s})); // as the lanes stand
    table->sortByColumn(total, Qt::AscendingOrder);
    QCOMPARE(names(), (QStringList{u"fast"_s, u"slow"_s, u"unknown"_s}));
    table->sortByColumn(total, Qt::DescendingOrder);
    QCOMPARE(names(), (QStringList{u"slow"_s, u"fast"_s, u"unknown"_s}));
}

void TestComparison::sortingKeepsItsMetric()
{
    ScoreboardPanel panel;
    LaneAnswer slow = laneAnswer(u"slow"_s, u"Yes"_s);
    slow.metrics.values[Metric::Total] = {.value = 11};
    LaneAnswer fast = laneAnswer(u"fast"_s, u"Yes"_s);
    fast.metrics.values[Metric::Total] = {.value = 9};
    auto *table = panel.findChild<QTableView *>(u"scoreboardTable"_s);
    const auto column = [table](Metric metric) {
        int place = 0;
        while (table->model()->headerData(place, Qt::Horizontal).toString() != MetricText::title(metric))
            ++place;
        return place;
    };
    for (LaneAnswer *one : {&slow, &fast})
        one->metrics.values.remove(Metric::Headers);
    panel.show(scoreboardOf({slow, fast}));
    table->sortByColumn(column(Metric::Total), Qt::AscendingOrder);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"fast"_s); // 9 before 11
    const int before = column(Metric::Total);
    slow.metrics.values[Metric::Headers] = {.value = 1};
    panel.show(scoreboardOf({slow, fast}));
    QCOMPARE(column(Metric::Total), before + 1);
    QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), before + 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"fast"_s);
    panel.show(Scoreboard()); // all are asked again
    QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), -1);
    panel.show(scoreboardOf({slow, fast}));
    QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), before + 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"fast"_s);
    table->sortByColumn(-1, Qt::AscendingOrder);
    panel.show(scoreboardOf({slow, fast}));
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"slow"_s); // as the lanes stand
}

void TestComparison::namesStayWhenScrolledSideways()
{
    ScoreboardPanel panel;
    panel.resize(360, 300);
    panel.QFrame::show();
    panel.show(scoreboardOf({laneAnswer(u"slow"_s, u"Yes"_s), laneAnswer(u"fast"_s, u"No"_s)}));
    auto *table = panel.findChild<QTableView *>(u"scoreboardTable"_s);
    auto *names = panel.findChild<QTableView *>(u"pinnedColumn"_s);
    QVERIFY(!names->isVisible());
    QVERIFY(QTest::qWaitFor([table] { return table->horizontalScrollBar()->maximum() > 0; }));
    table->horizontalScrollBar()->setValue(table->horizontalScrollBar()->maximum());
    QVERIFY(names->isVisible());
    QCOMPARE(names->pos(), QPoint());
    QCOMPARE(names->columnWidth(0), table->columnWidth(0));
    QVERIFY(names->isColumnHidden(1));
    QCOMPARE(names->rowViewportPosition(1), table->rowViewportPosition(1));
    names->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"fast"_s);
    panel.show(scoreboardOf({laneAnswer(u"other"_s, u"Yes"_s)}));
    QVERIFY(names->isColumnHidden(1));
    table->horizontalScrollBar()->setValue(0);
    QVERIFY(!names->isVisible());
}

void TestComparison::copiesTheScoreboard()
{
    ScoreboardPanel panel;
    panel.show(scoreboardOf({laneAnswer(u"a|b"_s, u"Yes"_s)}));
    panel.findChild<QPushButton *>(u"copyScoreboardMarkdown"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"| a\\|b | Ruflo |"_s));
    const auto *said = panel.findChild<QLabel *>(u"scoreboardCopied"_s);
    QCOMPARE(said->text(), u"Copied as Markdown."_s);
    panel.findChild<QPushButton *>(u"copyScoreboardCsv"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"model,gateway,"_s));
    QCOMPARE(said->text(), u"Copied as CSV."_s);
    QVERIFY(eventually([said] { return said->text().isEmpty(); }));
}

void TestComparison::emptyScoreboardSaysHowToFillIt()
{
    ScoreboardPanel panel;
    panel.QFrame::show();
    panel.show(Scoreboard());
    QVERIFY(!panel.findChild<QPushButton *>(u"copyScoreboardCsv"_s)->isEnabled());
    QVERIFY(!panel.findChild<QTableView *>(u"scoreboardTable"_s)->isVisible());
}

void TestComparison::aPlotOfFewValuesIsDots_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("hasBox");
    QTest::addColumn<bool>("hasP95");
    QTest::newRow("4") << 4 << false << false;
    QTest::newRow("5") << 5 << true << false;
    QTest::newRow("19") << 19 << true << false;
    QTest::newRow("20") << 20 << true << true;
}

void TestComparison::aPlotOfFewValuesIsDots()
{
    QFETCH(const int, count);
    DistributionPlot plot;
    DistributionPlot::Row row{.name = u"a"_s, .samples = {}};
    for (int i = 1; i <= count; ++i)
        row.samples << i;
    plot.show({row}, Metric::Total, {});
    plot.resize(plot.sizeHint());
    const QImage picture = plot.grab().toImage();
    const auto has = [&picture](const std::function<bool(const QColor &)> &isIt) {
        bool found = false;
        for (int x = 0; x < picture.width(); ++x)
            found |= isIt(picture.pixelColor(x, 14)); // between the dots and the upper edge of the box
        return found;
    };
    const Theme theme = Theme::current();
    QTEST(has([&theme](const QColor &color) { return color == theme.soft; }), "hasBox");
    QTEST(
        has([&theme](const QColor &color) { return std::abs(color.hslHue() - theme.warning.hslHue()) < 10; }),
        "hasP95");
}

void TestComparison::stripShowsWhatFits()
{
    MetricsStrip strip([] { return Timing::Duration(0); });
    strip.resize(1600, 36);
    strip.showMetrics(laneAnswer(u"a"_s, u"Yes, of course"_s).metrics, u"USD"_s);
    auto *text = strip.findChild<QLabel *>(u"metrics"_s);
    auto *more = strip.findChild<QPushButton *>(u"metricsMore"_s);
    QVERIFY(text->text().contains(u"200 ms"_s));
    QVERIFY(text->text().contains(MetricText::label(Metric::Characters)));
    QVERIFY(more->isHidden());
    strip.resize(190, 36);
    QVERIFY(text->text().contains(u"200 ms"_s)); // the most important one
    QVERIFY(!text->text().contains(MetricText::label(Metric::Characters)));
    QVERIFY(!more->isHidden());
}

void TestComparison::stripSaysAllInItsToolTip()
{
    MetricsStrip strip([] { return Timing::Duration(0); });
    strip.resize(140, 36);
    LaneAnswer made = laneAnswer(u"a"_s, u"Yes"_s);
    made.metrics.requestId = u"<b>req"_s;
    strip.showMetrics(made.metrics, u"USD"_s);
    QVERIFY(strip.toolTip().contains(MetricText::title(Metric::Characters)));
    QVERIFY(strip.toolTip().contains(u"&lt;b&gt;req"_s));
}

void TestComparison::marksTheDifference()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"one two"_s), laneAnswer(u"b"_s, u"one three"_s)});
    QCOMPARE(dialog.findChild<QPlainTextEdit *>(u"leftText"_s)->toPlainText(), u"one two"_s);
    QCOMPARE(dialog.findChild<QPlainTextEdit *>(u"rightText"_s)->toPlainText(), u"one three"_s);
    QCOMPARE(dialog.findChild<DifferenceView *>()->differenceCount(), 1);
}

void TestComparison::stepsSayAndMarkTheDifference()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers(
        {laneAnswer(u"a"_s, u"one two three four"_s), laneAnswer(u"b"_s, u"1 two 3 four five"_s)});
    const auto *place = dialog.findChild<QLabel *>(u"differencePlace"_s);
    const auto marked = [&dialog](const QString &side) {
        const auto marks = dialog.findChild<QPlainTextEdit *>(side)->extraSelections();
        return marks.isEmpty() ? u"none"_s : marks.first().cursor.selectedText().trimmed();
    };
    QCOMPARE(place->text(), QString());
    QCOMPARE(marked(u"leftText"_s), u"none"_s);
    auto *next = dialog.findChild<QPushButton *>(u"nextDifference"_s);
    next->click();
    next->click();
    QCOMPARE(place->text(), u"2 of 3"_s);
    QCOMPARE(marked(u"leftText"_s), u"three"_s);
    QCOMPARE(marked(u"rightText"_s), u"3"_s);
    next->click();
    QCOMPARE(marked(u"leftText"_s), QString()); // its line
    QCOMPARE(marked(u"rightText"_s), u"five"_s);
    dialog.findChild<QCheckBox *>(u"markdownSource"_s)->click();
    QCOMPARE(place->text(), QString());
    QCOMPARE(marked(u"rightText"_s), u"none"_s);
}

void TestComparison::theSummarySaysAllInItsToolTip()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"{\"<b>x\":1}"_s), laneAnswer(u"b"_s, u"{\"<b>x\":2}"_s)});
    dialog.findChild<QCheckBox *>(u"asJson"_s)->click();
    const auto *summary = dialog.findChild<ElidedLabel *>(u"differenceSummary"_s);
    QVERIFY(summary);
    QVERIFY(summary->text().contains(u"$[\"<b>x\"]"_s));
    QCOMPARE(QTextDocumentFragment::fromHtml(summary->toolTip()).toPlainText(), summary->text());
}

void TestComparison::comparesAnswersAsTheyAreRead()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"# A *tier*\n\n- one `x`\n- two"_s),
        laneAnswer(u"b"_s, u"A tier\n======\n\n* one `x`\n* **two**"_s)});
    auto *left = dialog.findChild<QPlainTextEdit *>(u"leftText"_s);
    QCOMPARE(left->toPlainText(), u"A tier\n\n• one x\n• two"_s);
    QCOMPARE(dialog.findChild<DifferenceView *>()->differenceCount(), 0);
    QTextCursor cursor(left->document());
    cursor.setPosition(1);
    QCOMPARE(cursor.charFormat().fontWeight(), int(QFont::Bold)); // a heading
    dialog.findChild<QCheckBox *>(u"markdownSource"_s)->setChecked(true);
    QCOMPARE(left->toPlainText(), u"# A *tier*\n\n- one `x`\n- two"_s);
    QVERIFY(dialog.findChild<DifferenceView *>()->differenceCount() > 0);
}

void TestComparison::quotesKeepTheirBar_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("read");
    QTest::newRow("a quote") << u"> a"_s << u"│ a"_s;
    QTest::newRow("an item in a quote") << u"> - a"_s << u"│ • a"_s;
    QTest::newRow("a quote in an item") << u"- > a"_s << u"• │ a"_s;
    QTest::newRow("a quote in a task") << u"- [x] b\n  - > a"_s << u"☑ b\n  • │ a"_s;
}

void TestComparison::quotesKeepTheirBar()
{
    QFETCH(const QString, markdown);
    QTEST(ReadText::of(markdown).text, "read");
}

void TestComparison::comparesJsonByItsMeaning()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"{\"x\":1,\"y\":2}"_s),
        laneAnswer(u"b"_s, u"Sure:\n```json\n{\"y\": 2, \"x\": 1}\n```"_s)});
    QVERIFY(dialog.findChild<DifferenceView *>()->differenceCount() > 0);
    dialog.findChild<QCheckBox *>(u"asJson"_s)->setChecked(true);
    dialog.findChild<QCheckBox *>(u"sortFields"_s)->setChecked(true);
    QCOMPARE(dialog.findChild<DifferenceView *>()->differenceCount(), 0);
    QCOMPARE(
        dialog.findChild<QPlainTextEdit *>(u"leftText"_s)->toPlainText(), u"{\n  \"x\": 1,\n  \"y\": 2\n}"_s);
    QTextCursor cursor(dialog.findChild<QPlainTextEdit *>(u"leftText"_s)->document());
    cursor.setPosition(3);
    QCOMPARE(cursor.charFormat().fontFamilies().toStringList(),
        QStringList{QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
}

void TestComparison::namesStandAboveTheirTexts()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s)});
    dialog.show();
    const auto atText = [&dialog](const QString &choice, const QString &text) {
        const auto *side = dialog.findChild<QPlainTextEdit *>(text);
        const int begin = side->mapTo(&dialog, QPoint()).x() + qRound(side->document()->documentMargin());
        return dialog.findChild<QWidget *>(choice)->mapTo(&dialog, QPoint()).x() == begin;
    };
    QVERIFY(atText(u"leftChoice"_s, u"leftText"_s));
    QVERIFY(atText(u"rightChoice"_s, u"rightText"_s));
    dialog.findChild<DifferenceView *>()->setSizes({600, 300});
    QVERIFY(atText(u"rightChoice"_s, u"rightText"_s));
}

void TestComparison::offersJsonOnlyForJson()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"[1]"_s), laneAnswer(u"b"_s, u"one"_s)});
    QVERIFY(dialog.findChild<QCheckBox *>(u"asJson"_s)->isHidden());
    dialog.setAnswers({laneAnswer(u"a"_s, u"[1]"_s), laneAnswer(u"b"_s, u"[2]"_s)});
    QVERIFY(!dialog.findChild<QCheckBox *>(u"asJson"_s)->isHidden());
}

void TestComparison::blindVoteHidesTheNames()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers(
        {laneAnswer(u"alpha"_s, u"1"_s), laneAnswer(u"beta"_s, u"2"_s), laneAnswer(u"gamma"_s, u"3"_s)});
    dialog.findChild<QCheckBox *>(u"blind"_s)->setChecked(true);
    dialog.show();
    const auto shown = [&dialog] {
        QString text;
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (label->isVisible())
                text += label->text() + u'\n';
        }
        for (const QPlainTextEdit *side : dialog.findChildren<QPlainTextEdit *>())
            text += side->accessibleName() + u'\n';
        return text;
    };
    static const QRegularExpression names(u"alpha|beta|gamma"_s);
    for (int round = 0; round < 3; ++round) {
        QVERIFY(!names.match(shown()).hasMatch() || round > 0);
        QVERIFY(dialog.findChild<QComboBox *>(u"leftChoice"_s)->isHidden());
        const QString left = dialog.findChild<QPlainTextEdit *>(u"leftText"_s)->toPlainText();
        QVERIFY(!names.match(dialog.findChild<QPlainTextEdit *>(u"leftText"_s)->accessibleName()).hasMatch());
        dialog.findChild<QPushButton *>(u"voteLeft"_s)->click();
        const QString model = QStringList{u"alpha"_s, u"beta"_s, u"gamma"_s}.at(left.toInt() - 1);
        QCOMPARE(dialog.findChild<QPlainTextEdit *>(u"leftText"_s)->accessibleName(), model);
        dialog.findChild<QPushButton *>(u"nextPair"_s)->click();
    }
    int votes = 0;
    for (const Tally::Score &score : tally.scores())
        votes += score.won;
    QCOMPARE(votes, 3);
}

void TestComparison::theSameAnswersDisturbNoVote()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    const QList<LaneAnswer> answers{laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s)};
    dialog.setAnswers(answers);
    auto *vote = dialog.findChild<QPushButton *>(u"voteLeft"_s);
    vote->click();
    dialog.setAnswers(answers);
    QVERIFY(!vote->isEnabled()); // still voted
    dialog.setAnswers({answers.first(), laneAnswer(u"b"_s, u"3"_s)});
    QVERIFY(vote->isEnabled());
}

void TestComparison::aBlindVoteKeepsItsPair()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"old"_s), laneAnswer(u"b"_s, u"old"_s)});
    dialog.findChild<QCheckBox *>(u"blind"_s)->click();
    const auto *left = dialog.findChild<QPlainTextEdit *>(u"leftText"_s);
    dialog.setAnswers({}); // they are asked again
    QCOMPARE(left->toPlainText(), u"old"_s);
    dialog.setAnswers({laneAnswer(u"a"_s, u"new"_s), laneAnswer(u"b"_s, u"new"_s)});
    QCOMPARE(left->toPlainText(), u"old"_s);
    dialog.findChild<QPushButton *>(u"voteEqual"_s)->click();
    QCOMPARE(left->toPlainText(), u"old"_s);
    dialog.findChild<QPushButton *>(u"nextPair"_s)->click();
    QCOMPARE(left->toPlainText(), u"new"_s);
}

void TestComparison::aBlindVoteCanAlwaysBeLeft()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    const QSignalSpy blinded(&dialog, &DifferenceDialog::blindChanged);
    const QList<LaneAnswer> answers{laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s)};
    dialog.setAnswers(answers);
    auto *blind = dialog.findChild<QCheckBox *>(u"blind"_s);
    blind->click();
    dialog.setAnswers(answers.first(1));
    dialog.findChild<QPushButton *>(u"voteLeft"_s)->click();
    dialog.findChild<QPushButton *>(u"nextPair"_s)->click();
    blind->click();
    QCOMPARE(blinded.last().first().toBool(), false);
    QVERIFY(!blind->isEnabled());
}

void TestComparison::thePairStaysWithItsLanes()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    const QList<LaneAnswer> answers{
        laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s), laneAnswer(u"c"_s, u"3"_s)};
    dialog.setAnswers(answers);
    const auto *left = dialog.findChild<QComboBox *>(u"leftChoice"_s);
    auto *right = dialog.findChild<QComboBox *>(u"rightChoice"_s);
    const auto *vote = dialog.findChild<QPushButton *>(u"voteLeft"_s);
    right->setCurrentIndex(2);
    dialog.setAnswers({laneAnswer(u"a"_s, {}), answers.at(1), answers.at(2)}); // it streams
    QCOMPARE(left->currentText(), u"a"_s);
    QCOMPARE(right->currentText(), u"c"_s);
    QVERIFY(!vote->isEnabled());
    QCOMPARE(dialog.findChild<QLabel *>(u"differenceSummary"_s)->text(), u"No answer for now: a"_s);
    dialog.setAnswers({answers.at(0), laneAnswer(u"b"_s, {}), answers.at(2)});
    QCOMPARE(left->currentText(), u"a"_s);
    QCOMPARE(right->currentText(), u"c"_s);
    QVERIFY(vote->isEnabled());
    QCOMPARE(dialog.findChild<QPlainTextEdit *>(u"rightText"_s)->toPlainText(), u"3"_s);
}

void TestComparison::aPairWhoseLaneIsClosedTakesAnother()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    const QList<LaneAnswer> answers{
        laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s), laneAnswer(u"c"_s, u"3"_s)};
    dialog.setAnswers(answers);
    dialog.setAnswers(answers.sliced(1));
    QCOMPARE(dialog.findChild<QComboBox *>(u"leftChoice"_s)->currentText(), u"c"_s);
    QCOMPARE(dialog.findChild<QComboBox *>(u"rightChoice"_s)->currentText(), u"b"_s);
}

void TestComparison::votesAreCounted()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s)});
    auto *right = dialog.findChild<QPushButton *>(u"voteRight"_s);
    right->click();
    QVERIFY(!right->isEnabled()); // one vote for a pair
    QCOMPARE(tally.scores().value(u"b"_s).won, 1);
    QCOMPARE(tally.scores().value(u"a"_s).lost, 1);
    QVERIFY(dialog.findChild<QLabel *>(u"tally"_s)->text().contains(u"b"_s));
}

void TestComparison::oneAnswerCannotBeCompared()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s)});
    QVERIFY(!dialog.findChild<QPushButton *>(u"voteLeft"_s)->isEnabled());
    QVERIFY(!dialog.findChild<QCheckBox *>(u"blind"_s)->isEnabled());
}

void TestComparison::aLaneWithoutAnAnswerIsLeftOut()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"failed"_s, {}), laneAnswer(u"b"_s, u"2"_s)});
    const auto *choice = dialog.findChild<QComboBox *>(u"leftChoice"_s);
    QCOMPARE(choice->count(), 2);
    QCOMPARE(choice->findText(u"failed"_s), -1);
}

void TestComparison::keysVote()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s), laneAnswer(u"c"_s, u"3"_s)});
    auto *blind = dialog.findChild<QCheckBox *>(u"blind"_s);
    const QSignalSpy blinded(&dialog, &DifferenceDialog::blindChanged);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    blind->click();
    QCOMPARE(blinded.count(), 1);
    QTest::keyClick(dialog.focusWidget(), Qt::Key_2);
    QCOMPARE(tally.scores().size(), 2);
    QCOMPARE(tally.scores().first().equal, 1);
    QTest::keyClick(dialog.focusWidget(), Qt::Key_2); // one vote for a pair
    QCOMPARE(tally.scores().size(), 2);
    QCOMPARE(tally.scores().first().equal, 1);
    QTest::keyClick(dialog.focusWidget(), Qt::Key_Return); // the next pair
    QCOMPARE(dialog.focusWidget(), dialog.findChild<QWidget *>(u"leftText"_s));
    const QString left = dialog.findChild<QPlainTextEdit *>(u"leftText"_s)->toPlainText();
    QTest::keyClick(dialog.focusWidget(), Qt::Key_1);
    QCOMPARE(tally.scores().value(QString(QChar(u'a' + left.toInt() - 1))).won, 1);
}

void TestComparison::blindPairsChange()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s), laneAnswer(u"c"_s, u"3"_s)});
    dialog.findChild<QCheckBox *>(u"blind"_s)->setChecked(true);
    const auto shown = [&dialog] {
        QStringList texts;
        for (const QPlainTextEdit *side : dialog.findChildren<QPlainTextEdit *>())
            texts << side->toPlainText();
        texts.sort();
        return texts;
    };
    for (int round = 0; round < 2; ++round) {
        const QStringList before = shown();
        dialog.findChild<QPushButton *>(u"voteEqual"_s)->click();
        dialog.findChild<QPushButton *>(u"nextPair"_s)->click();
        QVERIFY(shown() != before);
    }
}

void TestComparison::blindPairsEnd()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s)});
    auto *blind = dialog.findChild<QCheckBox *>(u"blind"_s);
    auto *vote = dialog.findChild<QPushButton *>(u"voteLeft"_s);
    const auto *next = dialog.findChild<QPushButton *>(u"nextPair"_s);
    blind->click();
    vote->click();
    QVERIFY(!next->isEnabled());
    QCOMPARE(next->text(), u"All pairs are done"_s);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"new"_s)});
    QVERIFY(next->isEnabled());
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s)});
    blind->click();
    QVERIFY(!vote->isEnabled());
    blind->click();
    QVERIFY(!vote->isEnabled());
    QCOMPARE(dialog.findChild<QLabel *>(u"differenceSummary"_s)->text(), u"All pairs are done."_s);
    QCOMPARE(tally.scores().value(u"a"_s).won + tally.scores().value(u"b"_s).won, 1);
}

void TestComparison::aPairCountsOnce()
{
    Tally tally;
    const QList<LaneAnswer> answers{
        laneAnswer(u"a"_s, u"1"_s), laneAnswer(u"b"_s, u"2"_s), laneAnswer(u"c"_s, u"3"_s)};
    for (int opened = 0; opened < 2; ++opened) {
        DifferenceDialog dialog(&tally, 1);
        dialog.setAnswers(answers);
        auto *vote = dialog.findChild<QPushButton *>(u"voteLeft"_s);
        vote->click();
        QVERIFY(dialog.findChild<QLabel *>(u"voteNote"_s)->text().contains(u"counts once"_s));
        auto *right = dialog.findChild<QComboBox *>(u"rightChoice"_s);
        right->setCurrentIndex(2);
        QCOMPARE(vote->isEnabled(), true);
        right->setCurrentIndex(1);
        QVERIFY(!vote->isEnabled());
        QCOMPARE(tally.scores().value(u"a"_s).won, 1);
    }
}

void TestComparison::oneModelIsNotVotedOn()
{
    Tally tally;
    DifferenceDialog dialog(&tally, 1);
    LaneAnswer twin = laneAnswer(u"a"_s, u"2"_s);
    twin.name = u"a (2)"_s;
    twin.lane = 2;
    const LaneAnswer other = laneAnswer(u"b"_s, u"3"_s);
    dialog.setAnswers({laneAnswer(u"a"_s, u"1"_s), twin, other});
    QVERIFY(!dialog.findChild<QPushButton *>(u"voteLeft"_s)->isEnabled());
    QVERIFY(dialog.findChild<QLabel *>(u"voteNote"_s)->text().startsWith(u"Both answers are from a."_s));
    dialog.findChild<QCheckBox *>(u"blind"_s)->click();
    for (int round = 0; round < 2; ++round) { // each with the other model
        dialog.findChild<QPushButton *>(u"voteEqual"_s)->click();
        dialog.findChild<QPushButton *>(u"nextPair"_s)->click();
    }
    QCOMPARE(tally.scores().value(u"b"_s).equal, 2);
    QVERIFY(!dialog.findChild<QPushButton *>(u"nextPair"_s)->isEnabled());
}

void TestComparison::X_08_noExportHasAKey()
{
    const ComparisonExport document({quotingTheKey(), laneAnswer(u"b"_s, u"fine"_s)}, redaction());
    for (const QString &text : {document.toHtml(), document.toMarkdown(), document.toJson()}) {
        QVERIFY(!text.contains(Key));
        QVERIFY(!QString(text).remove(u'\\').contains(Key));
        QVERIFY(text.contains(keyMask(Key.size())));
        QVERIFY(text.contains(u"fine"_s));
    }
}

void TestComparison::hostileContentIsInert()
{
    const QString hostile =
        u"</section></style></div><script>alert(1)</script><img src=x onerror=alert(1)>\"'&%1\n\n"
        "[a](javascript:alert(1)) <JAVASCRIPT:alert(1)> ![b](https://example.org/b.png)"_s;
    LaneAnswer made = laneAnswer(hostile, hostile);
    made.prompt = hostile;
    callOf(made).gateway.name = hostile;
    callOf(made).request.system = hostile;
    made.metrics.requestId = hostile;
    made.metrics.model = hostile;
    callOf(made).reply.choices.first().parts.prepend(ReasoningPart{hostile});
    callOf(made).reply.error = ChatError();
    callOf(made).reply.error->message = hostile;
    const QString html = ComparisonExport({made}, Redaction()).toHtml();
    QVERIFY(!html.contains(u"<script"_s));
    QVERIFY(!html.contains(u"<img"_s));
    QVERIFY(html.contains(u"&lt;script&gt;alert(1)"_s));
    QVERIFY(html.contains(u"default-src 'none'"_s));
    QCOMPARE(html.count(u"<section>"_s), 1);
    QCOMPARE(html.count(u"</section>"_s), 1);
    QCOMPARE(html.count(u"</style>"_s), 1);
    const QString body = html.section(u"</style>"_s, 1);
    QCOMPARE(body.count(u"%1"_s), body.count(u"&amp;%1"_s)); // a placeholder in an answer stays one
    QVERIFY(!html.contains(u"href=\"javascript"_s, Qt::CaseInsensitive));
    QVERIFY(!html.contains(u"src=\"http"_s));
}

void TestComparison::htmlRendersTheAnswers()
{
    LaneAnswer made = laneAnswer(u"a"_s, u"## Title\n\n- **one**\n\n```cpp\nint x;\n```"_s);
    callOf(made).reply.choices.first().parts.append(
        ToolCall{.id = {}, .name = u"find"_s, .arguments = u"{\"a\":1}"_s});
    LaneAnswer failed = laneAnswer(u"b"_s, {});
    callOf(failed).reply.state = Reply::State::Failed;
    callOf(failed).reply.error = ChatError();
    callOf(failed).reply.error->message = u"Out of credits"_s;
    failed.metrics = Metrics::of(callOf(failed).reply);
    const QString html = ComparisonExport({made, failed, laneAnswer(u"c"_s, {})}, Redaction()).toHtml();
    QVERIFY(html.contains(u"<h4>Title</h4>"_s));
    QVERIFY(html.contains(u"<strong>one</strong>"_s));
    QVERIFY(html.contains(u"<div class=\"code\"><pre>"_s));
    QVERIFY(html.contains(u"Calls the tool find"_s));
    QVERIFY(!html.contains(u"cut off"_s));
    QVERIFY(html.contains(u"<p>Out of credits</p>"_s));
    QVERIFY(html.contains(u"No answer."_s));
    QCOMPARE(html.count(u"Which?"_s), 1); // the prompt that all share
}

void TestComparison::aCutCallIsToldAsCut()
{
    LaneAnswer made = laneAnswer(u"a"_s, u"I look."_s);
    callOf(made).reply.choices.first().parts.append(
        ToolCall{.id = {}, .name = u"find"_s, .arguments = u"{\"a\":"_s});
    QCOMPARE(made.text(), u"I look.\n\nfind({\"a\": (cut off)"_s);
    const QString html = ComparisonExport({made}, Redaction()).toHtml();
    QVERIFY(html.contains(u"The call of the tool find was cut off"_s));
    QVERIFY(!html.contains(u"Calls the tool"_s));
}

void TestComparison::hostileContentStaysInItsFence()
{
    const QString text =
        ComparisonExport({laneAnswer(u"a"_s, u"```\n````\n# Not a heading"_s)}, Redaction()).toMarkdown();
    QVERIFY(text.contains(u"`````text\n```\n````\n# Not a heading\n`````\n"_s));
}

void TestComparison::markdownTellsThoughtsAndFailures()
{
    LaneAnswer thinking = laneAnswer(u"a"_s, u"Yes"_s);
    callOf(thinking).reply.choices.first().parts.prepend(ReasoningPart{u"Hm, maybe"_s});
    LaneAnswer failed = laneAnswer(u"b"_s, {});
    callOf(failed).reply.state = Reply::State::Failed;
    callOf(failed).reply.error = ChatError();
    callOf(failed).reply.error->httpStatus = 402;
    callOf(failed).reply.error->message = u"Out of credits"_s;
    const QString text =
        ComparisonExport({thinking, failed, laneAnswer(u"c"_s, {})}, Redaction()).toMarkdown();
    QVERIFY(text.contains(u"Reasoning:\n\n```text\nHm, maybe\n"_s));
    QVERIFY(text.contains(u"Out of credits HTTP 402"_s));
    QVERIFY(text.contains(u"No answer."_s));
}

void TestComparison::saysWhichLanesAreLeftOut()
{
    const ComparisonExport document({laneAnswer(u"a"_s, u"Yes"_s)}, Redaction(), {u"b"_s, u"c"_s});
    for (const QString &text : {document.toHtml(), document.toMarkdown()})
        QVERIFY(text.contains(u"still answering): b, c"_s));
    const QJsonObject json = QJsonDocument::fromJson(document.toJson().toUtf8()).object();
    QCOMPARE(json.value("left_out"_L1).toArray(), (QJsonArray{u"b"_s, u"c"_s}));
}

void TestComparison::jsonIsForPrograms()
{
    const QString text = ComparisonExport({laneAnswer(u"a"_s, u"Yes"_s)}, Redaction()).toJson();
    const QJsonObject lane =
        QJsonDocument::fromJson(text.toUtf8()).object().value("lanes"_L1).toArray().first().toObject();
    QCOMPARE(lane.value("prompt"_L1).toString(), u"Which?"_s);
    QCOMPARE(lane.value("reply"_L1).toObject().value("text"_L1).toString(), u"Yes"_s);
    const QJsonObject total = lane.value("figures"_L1).toObject().value("total_s"_L1).toObject();
    QCOMPARE(total.value("value"_L1).toDouble(), 1.3);
    QCOMPARE(total.value("estimated"_L1).toBool(true), false);
}

void TestComparison::namesAreMadeDistinct()
{
    QCOMPARE(distinctNames({u"a"_s, u"b"_s, u"a"_s}, {u"G"_s, u"H"_s, u"G"_s}),
        (QStringList{u"a (1)"_s, u"b"_s, u"a (2)"_s}));
    QCOMPARE(distinctNames({u"a"_s, u"a"_s, u"a"_s}, {u"G"_s, u"H"_s, u"G"_s}),
        (QStringList{u"a · G (1)"_s, u"a · H"_s, u"a · G (2)"_s}));
}

void TestComparison::wireTableSpellsEachDialect()
{
    const QList<WireTable::Part> parts =
        WireTable::of({wireLane(u"chat-completions"_s), wireLane(u"messages"_s)}, redaction());
    const auto row = [&parts](qsizetype part, const QString &name) {
        for (const QStringList &cells : parts.at(part).table.rows) {
            if (cells.first() == name)
                return cells.sliced(1);
        }
        return QStringList();
    };
    QCOMPARE(row(0, WireTable::tr("System prompt")),
        (QStringList{u"messages[0].content: \"Be short.\""_s, u"system: \"Be short.\""_s}));
    QCOMPARE(row(0, WireTable::tr("Key")), QStringList(2, u"Authorization: Bearer ••••"_s));
    QCOMPARE(row(0, WireTable::tr("Address")), QStringList(2, u"POST https://example.org/v1"_s));
    QCOMPARE(row(1, WireTable::tr("Status")).first(), u"401\nContent-Type: text/plain"_s);
}

void TestComparison::wireToolTipsReadAsTheCells()
{
    ChatRequest request = shortRequest();
    request.system = u"<i>Q&A</i>"_s;
    WireDialog dialog;
    dialog.setLanes({wireLane(u"chat-completions"_s, request)}, redaction());
    const auto *table = dialog.findChild<QTableWidget *>(u"wireTable"_s);
    for (int row = 0; row < table->rowCount(); ++row) {
        const QTableWidgetItem *item = table->item(row, 1);
        if (!item)
            continue;
        QVERIFY(item->toolTip().isEmpty() || Qt::mightBeRichText(item->toolTip()));
        QCOMPARE(QTextDocumentFragment::fromHtml(item->toolTip()).toPlainText(), item->text());
    }
}

void TestComparison::X_08_wireTableHasNoKey()
{
    ChatRequest request = shortRequest();
    request.system = u"x"_s.repeated(230) + Key; // where the value is cut
    const QString replaced = u"sk-replaced-0123456789"_s;
    request.extra = QJsonDocument(QJsonObject{{u"key"_s, Key}, {u"quoted"_s, replaced}}).toJson();
    Redaction secrets = redaction();
    secrets.add(Secret(replaced.toLatin1()));
    for (const WireTable::Part &part :
        WireTable::of({wireLane(u"chat-completions"_s, request), wireLane(u"messages"_s)}, secrets)) {
        QVERIFY(!part.table.toCsv().contains(Key.first(6)));
        QVERIFY(!part.table.toCsv().contains(replaced));
    }
}

QTEST_MAIN(TestComparison)
#include "tst_comparison.moc"
