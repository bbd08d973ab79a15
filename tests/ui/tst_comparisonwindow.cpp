// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eventually.h"
#include "support/fakeserver.h"
#include "ui/comparison/comparison.h"
#include "ui/comparison/comparisonexport.h"
#include "ui/comparison/differencedialog.h"
#include "ui/comparison/repeatdialog.h"
#include "ui/comparison/scoreboardpanel.h"
#include "ui/comparison/wiredialog.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/edit/longtextedit.h"
#include "ui/export/transcript.h"
#include "ui/playground/laneanswer.h"
#include "ui/playground/laneasking.h"
#include "ui/playground/lanepages.h"
#include "ui/playground/sharedparameters.h"
#include "ui/settings/pricespage.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"
#include "workspace/callmetrics.h"
#include "workspace/lanechoice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <limits>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

constexpr double AtOnce = std::numeric_limits<double>::infinity();

} // namespace

/// The tools of the Compare menu in the real window, against the embedded gateway.
class TestComparisonWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scoreboardFollowsTheLanes();
    void scoreboardMovesNoLaneWithAnAnswer();
    void scoreboardNamesWhatWasAsked();
    void scoreboardNamesWhatTheShownAnswerWasAskedFrom();
    void exportHasTheParametersThatWereSent();
    void exportSaysWhereItWasSaved();
    void aNameStaysWhenAnotherLaneAnswers();
    void aBranchWithoutItsQuestionIsCompared();
    void anAnswerThatWentOnHasItsPrompt();
    void numbersGoWithTheirAnswer();
    void X_08_aReplacedKeyIsInNoExport();
    void aDemoKeyThatIsAWordStaysAWord();
    void repeatsLeaveTheConversationsAlone();
    void repeatsLeaveOutWhatCannotBeSentWhole();
    void repeatsTryNoFailure();
    void repeatsOfABadRequestAreNotSent();
    void repeatsFillInVariables();
    void repeatsThePromptAsItWasTyped();
    void repeatsSayWhenAWaitIsOver();
    void repeatsKeepTheChosenMetric();
    void repeatsTakeALineOfAnyLength();
    void repeatsCanBeStopped();
    void repeatsAskTheGatewayAsItIsNow();
    void closingTheDialogStopsTheRepeats();
    void differencesFollowTheAnswers();
    void aLaneThatStreamsIsStillACandidate();
    void wireShowsTheNewestAnswer();
    void wireShowsTheFailureThatWasTried();
    void wireShowsTheRequestUnderWayAndThenItsAnswer();
    void aPromptThatOthersAnswerDoesNotComeBack();
    void aPromptThatOthersAnsweredBeforeComesBack();
    void aPromptThatNobodyAnswersComesBack();
    void costsFollowThePrices();
    void costsOfOtherPagesFollowThePrices();
    void pricesAreKept();
    void namesAPriceThatIsWrong();
    void tabGoesFromPriceToPrice();
    void pricesComeAndGoByKeyboard();
    void delLeavesTheNameOfATier();
    void aPriceThatRepeatsATierCanBeRemoved();
    void aBlindVoteCoversTheLanes();
    void aBlindVoteKeepsTheLanesFromTheKeyboard();
    void repeatsMoveNothing();
    void everyControlHasAName();

private:
    void setPricesInEuros() const;
    void trigger(const QString &action);
    /// On the next answer of the first lane.
    void tryFailure(const QString &fault);
    /// All that the wire table shows.
    [[nodiscard]] QString wireText() const;
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_window->window().findChild<T *>(name);
    }

    std::unique_ptr<WindowFixture> m_window;
};

void TestComparisonWindow::init()
{
    m_window.reset();
    m_window = std::make_unique<WindowFixture>(AtOnce);
    m_window->window().openLanes({{.gateway = u"ruflo"_s, .model = u"ruflo-free"_s},
        {.gateway = u"ruapi-claude"_s, .model = u"claude-3-5-sonnet-20241022"_s}});
}

void TestComparisonWindow::trigger(const QString &text)
{
    for (QAction *action : m_window->window().findChildren<QAction *>()) {
        if (action->text() == text)
            return action->trigger();
    }
    QFAIL(qPrintable(u"no action "_s + text));
}

void TestComparisonWindow::tryFailure(const QString &fault)
{
    for (QAction *action : m_window->lane().findChildren<QAction *>()) {
        if (action->data().toString() == fault)
            action->trigger();
    }
}

QString TestComparisonWindow::wireText() const
{
    const auto *table = child<QTableWidget>(u"wireTable"_s);
    QString text;
    for (int row = 0; row < table->rowCount(); ++row) {
        for (int column = 0; column < table->columnCount(); ++column) {
            if (const QTableWidgetItem *item = table->item(row, column))
                text += item->text() + u'\n';
        }
    }
    return text;
}

void TestComparisonWindow::scoreboardFollowsTheLanes()
{
    auto *table = child<QTableView>(u"scoreboardTable"_s);
    QVERIFY(!table->isVisible());
    trigger(u"&Scoreboard"_s);
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    QVERIFY(eventually([table] { return table->model()->rowCount() == 2; }));
    QVERIFY(table->isVisible());
    m_window->page().arrangement()->close(&m_window->lane(1));
    QVERIFY(eventually([table] { return table->model()->rowCount() == 1; }));
    m_window->page().clearAll();
    QVERIFY(eventually([table] { return table->model()->rowCount() == 0; }));
}

void TestComparisonWindow::scoreboardMovesNoLaneWithAnAnswer()
{
    m_window->window().resize(1000, 1200); // with room for the welcome, too
    m_window->page().arrangement()->duplicate(&m_window->lane());
    trigger(u"&Scoreboard"_s);
    const auto *dock = child<QDockWidget>(u"scoreboardDock"_s);
    const int room = child<ScoreboardPanel>(u"scoreboard"_s)->heightFor(3);
    QVERIFY(eventually([&] { return dock->height() == room; })); // for three lanes, before they answer
    const auto *table = child<QTableView>(u"scoreboardTable"_s);
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    QVERIFY(eventually([table] { return table->model()->rowCount() == 3; }));
    settle();
    QCOMPARE(dock->height(), room);
    QCOMPARE(table->verticalScrollBar()->maximum(), 0); // all rows are seen
}

void TestComparisonWindow::scoreboardNamesWhatWasAsked()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    m_window->lane().choose({.gateway = u"ruflo"_s, .model = u"ruflo-pro"_s});
    const auto answer = laneAnswerOf(m_window->lane());
    QVERIFY(answer);
    QCOMPARE(answer->name, u"ruflo-free"_s);
    QCOMPARE(answer->prompt, u"What is a tier?"_s);
    QCOMPARE(answer->call->request.model, u"ruflo-free"_s);
}

void TestComparisonWindow::scoreboardNamesWhatTheShownAnswerWasAskedFrom()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    m_window->page().arrangement()->close(&m_window->lane(1));
    Lane &lane = m_window->lane();
    const LaneChoice free = lane.choice();
    const LaneChoice claude{.gateway = u"ruapi-claude"_s, .model = u"claude-3-5-sonnet-20241022"_s};
    lane.choose(claude);
    lane.asking()->regenerate(lane.session()->conversation().last());
    QVERIFY(m_window->waitUntilIdle());
    QCOMPARE(choiceOf(*laneAnswerOf(lane)->call), claude);
    lane.session()->showVersion(1);
    QCOMPARE(choiceOf(*laneAnswerOf(lane)->call), free);
    QCOMPARE(laneAnswerOf(lane)->call->gateway.id, free.gateway);
    Q_EMIT lane.branchRequested(1);
    const Lane &branch = m_window->lane(1);
    QCOMPARE(branch.choice(), claude);
    QCOMPARE(choiceOf(*laneAnswerOf(branch)->call), free);
    QCOMPARE(laneAnswerOf(branch)->name, free.model);
    QCOMPARE(branch.exportSource().all.entries.last().gateway, laneAnswerOf(lane)->call->gateway.name);
    lane.session()->remove(1);
    QCOMPARE(choiceOf(*laneAnswerOf(lane)->call), claude);
}

void TestComparisonWindow::exportHasTheParametersThatWereSent()
{
    Lane &lane = m_window->lane();
    lane.setParameters({.values = {.maxTokens = 300}});
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    lane.setParameters({.values = {.maxTokens = 400}});
    const ComparisonExport document(laneAnswersOf({&lane}), Redaction());
    QVERIFY2(document.toMarkdown().contains(u"\"max_tokens\":300"), qPrintable(document.toMarkdown()));
    QVERIFY(document.toMarkdown().contains(u"embedded demo"));
}

void TestComparisonWindow::exportSaysWhereItWasSaved()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"comparison.md"_s);
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    QTimer::singleShot(0, &m_window->window(), [path] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        dialog->selectFile(path);
        static_cast<QDialog *>(dialog)->accept();
    });
    trigger(u"&Export the comparison…"_s);
    QVERIFY(QFileInfo::exists(path));
    auto *box = child<QMessageBox>(u"comparisonSaved"_s);
    QVERIFY(box);
    QCOMPARE(box->text(), u"Saved to "_s + path);
    box->accept();
}

void TestComparisonWindow::aNameStaysWhenAnotherLaneAnswers()
{
    LanePage &page = m_window->page();
    m_window->lane(1).choose(m_window->lane(0).choice());
    page.promptTarget()->set(&m_window->lane(1));
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    const QList<LaneAnswer> answers = laneAnswersOf(page.lanes());
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.first().name, u"ruflo-free (2)"_s);
}

void TestComparisonWindow::aBranchWithoutItsQuestionIsCompared()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    Lane &lane = m_window->lane();
    QVERIFY(lane.session()->remove(0));
    Q_EMIT lane.branchRequested(1);
    const auto answer = laneAnswerOf(m_window->lane(1));
    QVERIFY(answer);
    QCOMPARE(answer->prompt, QString());
    QCOMPARE(choiceOf(*answer->call), lane.choice());
}

void TestComparisonWindow::anAnswerThatWentOnHasItsPrompt()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    ChatSession *session = m_window->lane().session();
    QVERIFY(session->answerAfter(session->conversation().last()));
    QVERIFY(m_window->waitUntilIdle());
    QCOMPARE(session->conversation().path().size(), 3);
    QCOMPARE(laneAnswerOf(m_window->lane())->prompt, u"What is a tier?"_s);
}

void TestComparisonWindow::numbersGoWithTheirAnswer()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    Lane &lane = m_window->lane();
    const auto *strip = lane.findChild<QWidget *>(u"metricsStrip"_s);
    QVERIFY(strip->isVisible());
    QVERIFY(lane.session()->remove(1));
    QVERIFY(!strip->isVisible());
}

void TestComparisonWindow::X_08_aReplacedKeyIsInNoExport()
{
    const QString key = u"sk-live-0123456789abcdef"_s;
    FakeServer server;
    TargetResolver &resolver = m_window->resolver();
    resolver.setBaseUrl(u"ruapi"_s, server.url({}));
    KeyStore *keys = resolver.keys();
    keys->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    keys->setKey(u"ruapi"_s, Secret(key.toLatin1()));
    resolver.allowKey(*resolver.catalog().find(u"ruapi"));
    m_window->page().arrangement()->close(&m_window->lane(1));
    m_window->lane().choose({.gateway = u"ruapi"_s, .model = u"any"_s, .mode = TargetResolver::Mode::Live});
    m_window->ask(u"Who am I?"_s);
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection && connection->head().contains(key.toLatin1()));
    connection->sendWhole(200, "application/json",
        R"({"choices":[{"message":{"content":"You are )" + key.toLatin1() +
            R"("},"finish_reason":"stop"}]})");
    QVERIFY(m_window->waitUntilIdle());
    QCOMPARE(m_window->reply().first().text(), u"You are "_s + key);
    keys->setKey(u"ruapi"_s, Secret("sk-live-another-one-0123"));
    Q_EMIT m_window->lane().branchRequested(1);
    for (Lane *lane : m_window->page().lanes()) {
        QCOMPARE(lane->exportSource().all.entries.last().text, u"You are "_s + keyMask(key.size()));
        QCOMPARE(redactionOf(m_window->client().calls(), resolver).of(key), keyMask(key.size()));
    }
}

void TestComparisonWindow::aDemoKeyThatIsAWordStaysAWord()
{
    const QString words = u"An embedded demo gateway"_s;
    QCOMPARE(redactionOf(m_window->client().calls(), m_window->resolver()).of(words), words);
}

void TestComparisonWindow::repeatsKeepTheChosenMetric()
{
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(1);
    auto *start = child<QPushButton>(u"repeatStart"_s);
    auto *metric = child<QComboBox>(u"repeatMetric"_s);
    start->click();
    QVERIFY(eventually([start] { return start->text() == u"&Start"_s; }));
    const QVariant chosen(static_cast<int>(Metric::Total));
    QVERIFY(metric->currentData() != chosen);
    metric->setCurrentIndex(metric->findData(chosen));
    start->click();
    QVERIFY(eventually([start] { return start->text() == u"&Start"_s; }));
    QCOMPARE(metric->currentData(), chosen);
}

void TestComparisonWindow::repeatsTakeALineOfAnyLength()
{
    trigger(u"&Repeat a prompt…"_s);
    auto *prompt = child<LongTextEdit>(u"repeatPrompt"_s);
    const auto *start = child<QPushButton>(u"repeatStart"_s);
    const QString line = QString(100'000, u' ') + QString(3'000'000, u'a');
    prompt->setPlainText(line.first(100'000));
    QVERIFY(!start->isEnabled());
    prompt->setPlainText(line);
    QVERIFY(start->isEnabled());
    QCOMPARE(prompt->toPlainText(), line);
    QVERIFY(prompt->document()->blockCount() > 1); // laid out in pieces
}

void TestComparisonWindow::repeatsLeaveTheConversationsAlone()
{
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(3);
    const auto *state = child<QLabel>(u"repeatState"_s);
    QCOMPARE(state->text(), u"6 requests in all."_s);
    child<QPushButton>(u"repeatStart"_s)->click();
    auto *progress = child<QProgressBar>(u"repeatProgress"_s);
    QCOMPARE(progress->maximum(), 6);
    QVERIFY(eventually([progress] { return progress->value() == 6; }));
    QCOMPARE(state->text(), u"6 of 6 replies."_s);
    auto *table = child<QTableWidget>(u"repeatTable"_s);
    QCOMPARE(table->item(0, 1)->text(), u"3 of 3"_s);
    QCOMPARE(table->item(1, 1)->text(), u"3 of 3"_s);
    QVERIFY(!table->item(1, 2)->text().isEmpty());
    QVERIFY(child<QPushButton>(u"repeatSave"_s)->isEnabled());
    QVERIFY(m_window->conversation(0).isEmpty());
    QVERIFY(m_window->conversation(1).isEmpty());
    QVERIFY(!m_window->page().isBusy());
}

void TestComparisonWindow::repeatsLeaveOutWhatCannotBeSentWhole()
{
    m_window->lane(1).choose(m_window->lane(0).choice());
    m_window->lane(0).setParameters({.extra = u"[1]"_s});
    trigger(u"&Repeat a prompt…"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(3);
    const auto *state = child<QLabel>(u"repeatState"_s);
    QVERIFY(state->toolTip().contains(u"3 requests in all."_s)); // of the other lane
    QVERIFY(state->toolTip().contains(u"ruflo-free (1) is left out: The extra JSON"_s));
    QCOMPARE(child<QTableWidget>(u"repeatTable"_s)->item(0, 0)->text(), u"ruflo-free (2)"_s);
}

void TestComparisonWindow::repeatsOfABadRequestAreNotSent()
{
    m_window->lane(0).choose(
        {.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = TargetResolver::Mode::Demo});
    m_window->page().parameters()->setSame(false);
    m_window->lane(0).setParameters({.extra = u"{\"temprature\": 1}"_s});
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(1);
    const auto *start = child<QPushButton>(u"repeatStart"_s);
    child<QPushButton>(u"repeatStart"_s)->click();
    const auto *refusal = child<QWidget>(u"repeatRefusal"_s);
    QVERIFY(refusal->isVisible());
    const QString text = child<QLabel>(u"repeatRefusalText"_s)->text();
    QVERIFY2(
        text.contains(u"Nothing was sent. gpt-4o-mini: ") && text.contains(u"temprature"), qPrintable(text));
    QCOMPARE(start->text(), u"&Start"_s);
    refusal->findChild<QPushButton *>(u"sendAnyway"_s)->click();
    QVERIFY(refusal->isHidden());
    const auto *progress = child<QProgressBar>(u"repeatProgress"_s);
    QVERIFY(eventually([progress] { return progress->value() == 2; }));
}

void TestComparisonWindow::repeatsFillInVariables()
{
    m_window->page().parameters()->setSame(true);
    m_window->page().parameters()->set({.variables = {{.name = u"thing"_s, .value = u"a tier"_s}}});
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is {{thing}}?"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(1);
    child<QPushButton>(u"repeatStart"_s)->click();
    const auto *progress = child<QProgressBar>(u"repeatProgress"_s);
    QVERIFY(eventually([progress] { return progress->value() == 2; }));
    const auto calls = m_window->client().calls().calls();
    QVERIFY(!calls.isEmpty());
    QVERIFY(calls.first()->sent.body.contains("What is a tier?"));
}

void TestComparisonWindow::repeatsThePromptAsItWasTyped()
{
    m_window->page().parameters()->setSame(true);
    m_window->page().parameters()->set({.variables = {{.name = u"thing"_s, .value = u"a tier"_s}}});
    QVERIFY(m_window->askAndWait(u"What is {{thing}}?"_s));
    trigger(u"&Repeat a prompt…"_s);
    QCOMPARE(child<LongTextEdit>(u"repeatPrompt"_s)->toPlainText(), u"What is {{thing}}?"_s);
}

void TestComparisonWindow::repeatsTryNoFailure()
{
    const auto *fault = m_window->lane().findChild<QToolButton *>(u"modeBadge"_s);
    tryFailure(u"401"_s);
    QVERIFY(fault->text().contains(u"401"_s));
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(2);
    child<QPushButton>(u"repeatStart"_s)->click();
    const auto *progress = child<QProgressBar>(u"repeatProgress"_s);
    QVERIFY(eventually([progress] { return progress->value() == 4; }));
    QCOMPARE(child<QTableWidget>(u"repeatTable"_s)->item(0, 1)->text(), u"2 of 2"_s);
    QVERIFY(fault->text().contains(u"401"_s)); // for the next answer of the lane
}

void TestComparisonWindow::repeatsSayWhenAWaitIsOver()
{
    FakeServer server;
    TargetResolver &resolver = m_window->resolver();
    resolver.setBaseUrl(u"ruapi"_s, server.url({}));
    resolver.keys()->setSource(u"ruapi"_s, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(u"ruapi"_s, Secret("sk-live-0123456789abcdef"));
    resolver.allowKey(*resolver.catalog().find(u"ruapi"));
    m_window->page().arrangement()->close(&m_window->lane(1));
    m_window->lane().choose({.gateway = u"ruapi"_s, .model = u"any"_s, .mode = TargetResolver::Mode::Live});
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QPushButton>(u"repeatStart"_s)->click();
    FakeConnection *connection = server.nextRequest();
    QVERIFY(connection);
    connection->sendWhole(429, "application/json", "{}", "Retry-After: 1\r\n");
    const auto *state = child<QLabel>(u"repeatState"_s);
    QVERIFY(eventually([state] { return state->text().contains(u"Rate limit: resuming at"_s); }));
    QVERIFY(server.nextRequest()); // it is asked again, and has no answer yet
    QVERIFY(eventually([state] { return !state->text().contains(u"Rate limit: resuming at"_s); }));
}

void TestComparisonWindow::repeatsCanBeStopped()
{
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(100);
    auto *start = child<QPushButton>(u"repeatStart"_s);
    start->click();
    QCOMPARE(start->text(), u"&Stop"_s);
    auto *progress = child<QProgressBar>(u"repeatProgress"_s);
    QVERIFY(eventually([progress] { return progress->value() > 0; }));
    start->click();
    QCOMPARE(start->text(), u"&Start"_s);
    const int value = progress->value();
    QVERIFY(value < 200);
    settle();
    QCOMPARE(progress->value(), value);
    QVERIFY(child<QPushButton>(u"repeatSave"_s)->isEnabled()); // what there is can be kept
}

void TestComparisonWindow::repeatsAskTheGatewayAsItIsNow()
{
    FakeServer first;
    FakeServer second;
    m_window->useLive(u"ruapi"_s, first.url(QString()));
    m_window->window().openLanes(
        {{.gateway = u"ruapi"_s, .model = u"gpt-4o-mini"_s, .mode = TargetResolver::Mode::Live}});
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    m_window->resolver().setConsents({});
    child<QPushButton>(u"repeatStart"_s)->click();
    const auto *refusal = child<QLabel>(u"repeatRefusalText"_s);
    QVERIFY2(
        refusal->isVisible() && refusal->text().contains(u"cannot be asked"), qPrintable(refusal->text()));
    QVERIFY(!refusal->parentWidget()->findChild<QPushButton *>(u"sendAnyway"_s)->isVisible());
    m_window->useLive(u"ruapi"_s, second.url(QString()));
    child<QPushButton>(u"repeatStart"_s)->click();
    QVERIFY(second.nextRequest());
    QCOMPARE(first.requestCount(), 0);
}

void TestComparisonWindow::closingTheDialogStopsTheRepeats()
{
    trigger(u"&Repeat a prompt…"_s);
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QPushButton>(u"repeatStart"_s)->click();
    const QPointer<QDialog> dialog = child<QDialog>(u"repeat"_s);
    dialog->close();
    QVERIFY(eventually([dialog] { return !dialog; }));
}

void TestComparisonWindow::differencesFollowTheAnswers()
{
    trigger(u"&Differences and votes"_s);
    QVERIFY(!child<QPushButton>(u"voteLeft"_s)->isEnabled());
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    QVERIFY(eventually([this] { return child<QPushButton>(u"voteLeft"_s)->isEnabled(); }));
    child<QCheckBox>(u"markdownSource"_s)->click();
    QCOMPARE(child<QPlainTextEdit>(u"leftText"_s)->toPlainText(), m_window->reply(0).first().text());
    QCOMPARE(child<QPlainTextEdit>(u"rightText"_s)->toPlainText(), m_window->reply(1).first().text());
}

void TestComparisonWindow::aLaneThatStreamsIsStillACandidate()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    const QList<Lane *> lanes = m_window->page().lanes();
    const QList<LaneAnswer> before = candidatesOf(lanes);
    QVERIFY(before.first().lane != before.last().lane);
    m_window->ask(u"And a lane?"_s);
    QVERIFY(m_window->page().isBusy());
    QVERIFY(laneAnswersOf(lanes).isEmpty());
    const QList<LaneAnswer> now = candidatesOf(lanes);
    QCOMPARE(now.size(), before.size());
    for (qsizetype i = 0; i < now.size(); ++i) {
        QCOMPARE(now.at(i).lane, before.at(i).lane);
        QCOMPARE(now.at(i).name, before.at(i).name);
        QVERIFY(now.at(i).text().isEmpty());
    }
    QVERIFY(eventually([this] { return !m_window->page().isBusy(); }));
}

void TestComparisonWindow::wireShowsTheNewestAnswer()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    trigger(u"&Wire differences"_s);
    const QString text = wireText();
    QVERIFY(text.contains(u"choices[0].delta.content: "_s));
    QVERIFY(text.contains(u"content_block_delta › delta.text: "_s));
    QVERIFY(text.contains(u"x-api-key: ••••"_s));
    const Gateway &claude = m_window->lane(1).gateway();
    QVERIFY(!claude.key.demo.isEmpty() && !text.contains(claude.key.demo));
}

void TestComparisonWindow::wireShowsTheFailureThatWasTried()
{
    tryFailure(u"401"_s);
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    trigger(u"&Wire differences"_s);
    QVERIFY(wireText().contains(u"X-Demo-Fault: 401\n"_s));
}

void TestComparisonWindow::wireShowsTheRequestUnderWayAndThenItsAnswer()
{
    m_window->ask(u"What is a tier?"_s);
    QVERIFY(m_window->page().isBusy());
    trigger(u"&Wire differences"_s);
    QVERIFY(wireText().contains(u"What is a tier?"));
    QVERIFY(wireText().contains(u"streaming"));
    QVERIFY(m_window->waitUntilIdle());
    QVERIFY(eventually([this] { return !wireText().contains(u"streaming"); }));
    QVERIFY(wireText().contains(u"complete"));
}

void TestComparisonWindow::aPromptThatOthersAnswerDoesNotComeBack()
{
    tryFailure(u"500"_s);
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    QCOMPARE(m_window->reply(0).state, Reply::State::Failed);
    QCOMPARE(m_window->reply(1).state, Reply::State::Complete);
    QCOMPARE(m_window->typed(), QString());
}

void TestComparisonWindow::aPromptThatOthersAnsweredBeforeComesBack()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    tryFailure(u"500"_s);
    m_window->page().promptTarget()->set(&m_window->lane());
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    QCOMPARE(m_window->reply(0).state, Reply::State::Failed);
    QCOMPARE(m_window->typed(), u"What is a tier?"_s);
}

void TestComparisonWindow::aPromptThatNobodyAnswersComesBack()
{
    for (Lane *lane : m_window->page().lanes()) {
        for (QAction *action : lane->findChildren<QAction *>()) {
            if (action->data().toString() == u"500")
                action->trigger();
        }
    }
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    QCOMPARE(m_window->reply(1).state, Reply::State::Failed);
    QCOMPARE(m_window->typed(), u"What is a tier?"_s);
}

void TestComparisonWindow::setPricesInEuros() const
{
    PriceList list;
    list.currency = u"EUR"_s;
    list.entries = {{.provider = u"ruapi"_s,
        .model = u"claude-3-5-sonnet-20241022"_s,
        .price = {.input = 3, .output = 15}}};
    Settings::prices().set(QString::fromUtf8(list.toJson()));
    Q_EMIT m_window->window().settingsApplied();
}

void TestComparisonWindow::costsFollowThePrices()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    auto *strip = m_window->lane(1).findChild<QWidget *>(u"metricsStrip"_s);
    QVERIFY(!strip->toolTip().contains(u"EUR"_s));
    setPricesInEuros();
    QVERIFY(strip->toolTip().contains(u"EUR"_s));
}

void TestComparisonWindow::costsOfOtherPagesFollowThePrices()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    auto *strip = m_window->lane(1).findChild<QWidget *>(u"metricsStrip"_s);
    m_window->window().lanePages()->addPage();
    setPricesInEuros();
    QVERIFY(strip->toolTip().contains(u"EUR"_s));
}

void TestComparisonWindow::pricesAreKept()
{
    PricesPage page(&m_window->resolver());
    page.load();
    QVERIFY(!page.isModified());
    auto *table = page.findChild<QTableWidget *>(u"priceTable"_s);
    int row = 0;
    while (table->item(row, 1)->text() != "claude-3-5-sonnet-20241022"_L1)
        ++row;
    table->item(row, 2)->setText(u"3"_s);
    QVERIFY(!page.problem().isEmpty()); // and the output?
    table->item(row, 3)->setText(u"15"_s);
    QVERIFY(page.problem().isEmpty());
    QVERIFY(page.isModified());
    page.apply();
    QVERIFY(!page.isModified());
    QCOMPARE(priceList().find(u"ruapi", u"claude-3-5-sonnet-20241022"), (Price{.input = 3, .output = 15}));
    page.load();
    QCOMPARE(table->item(row, 3)->text(), u"15"_s);
    table->item(row, 2)->setText({});
    table->item(row, 3)->setText({});
    page.apply();
    QVERIFY(Settings::prices().value().isEmpty());
}

void TestComparisonWindow::namesAPriceThatIsWrong()
{
    PricesPage page(&m_window->resolver());
    page.load();
    const QSignalSpy edited(&page, &SettingsPage::edited);
    auto *table = page.findChild<QTableWidget *>(u"priceTable"_s);
    table->item(0, 2)->setText(u"cheap"_s);
    QCOMPARE(edited.count(), 1);
    QVERIFY(page.problem().contains(u"cheap"_s));
    table->item(0, 2)->setText(u"-1"_s);
    QVERIFY(page.problem().contains(u"-1"_s));
    table->item(0, 2)->setText({});
    page.findChild<QLineEdit *>(u"currency"_s)->clear();
    QVERIFY(!page.problem().isEmpty());
}

void TestComparisonWindow::tabGoesFromPriceToPrice()
{
    PricesPage page(&m_window->resolver());
    page.load();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto *table = page.findChild<QTableWidget *>(u"priceTable"_s);
    const int cachedInput = table->columnCount() - 1;
    table->setCurrentCell(0, cachedInput);
    table->editItem(table->item(0, cachedInput));
    QTest::keyClicks(page.focusWidget(), u"1"_s);
    QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
    QCOMPARE(table->currentRow(), 1);
    QVERIFY(table->currentItem()->flags().testFlag(Qt::ItemIsEditable));
}

void TestComparisonWindow::pricesComeAndGoByKeyboard()
{
    PricesPage page(&m_window->resolver());
    page.load();
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto *table = page.findChild<QTableWidget *>(u"priceTable"_s);
    const int tiers = table->rowCount();
    page.findChild<QPushButton *>(u"addPrice"_s)->click();
    QCOMPARE(table->rowCount(), tiers + 1);
    QTest::keyClicks(page.focusWidget(), u"my-model"_s); // its name is asked for at once
    QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(page.focusWidget(), u"cheap"_s);
    QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(page.focusWidget(), u"2"_s);
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    settle(); // the editor has the key first
    QCOMPARE(table->item(tiers, 1)->text(), u"my-model"_s);
    QCOMPARE(table->item(tiers, 3)->text(), u"2"_s);
    QVERIFY(table->item(tiers, 2)->toolTip().contains(u"cheap"_s));
    table->item(tiers, 2)->setText(u"1"_s);
    QVERIFY(table->item(tiers, 2)->toolTip().isEmpty());
    QCOMPARE(page.problem(), QString());
    table->setFocus();
    table->setCurrentCell(tiers, 2);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(table->rowCount(), tiers + 1); // only what is in the cell goes
    QCOMPARE(table->item(tiers, 2)->text(), QString());
    QCOMPARE(table->item(tiers, 3)->text(), u"2"_s);
    auto *remove = page.findChild<QPushButton *>(u"removePrice"_s);
    QTest::keyClick(remove, Qt::Key_Space);
    QCOMPARE(table->rowCount(), tiers);
    table->item(0, 2)->setText(u"1"_s);
    table->setCurrentCell(0, 2);
    remove->click();
    QCOMPARE(table->rowCount(), tiers); // a tier stays
    QVERIFY(!page.isModified());
}

void TestComparisonWindow::delLeavesTheNameOfATier()
{
    PricesPage page(&m_window->resolver());
    page.load();
    auto *table = page.findChild<QTableWidget *>(u"priceTable"_s);
    const QString model = table->item(0, 1)->text();
    QSignalSpy edited(&page, &SettingsPage::edited);
    table->setCurrentCell(0, 1);
    auto *del = table->findChild<QShortcut *>(Qt::FindDirectChildrenOnly);
    Q_EMIT del->activated();
    QCOMPARE(table->item(0, 1)->text(), model);
    QCOMPARE(edited.size(), 0);
    table->item(0, 2)->setText(u"1"_s);
    table->setCurrentCell(0, 2);
    Q_EMIT del->activated();
    QCOMPARE(table->item(0, 2)->text(), QString());
    QCOMPARE(edited.size(), 2);
}

void TestComparisonWindow::aPriceThatRepeatsATierCanBeRemoved()
{
    PricesPage page(&m_window->resolver());
    page.load();
    auto *table = page.findChild<QTableWidget *>(u"priceTable"_s);
    const int tiers = table->rowCount();
    page.findChild<QPushButton *>(u"addPrice"_s)->click();
    table->item(tiers, 0)->setData(Qt::UserRole, table->item(0, 0)->data(Qt::UserRole));
    table->item(tiers, 1)->setText(table->item(0, 1)->text());
    auto *remove = page.findChild<QPushButton *>(u"removePrice"_s);
    QVERIFY(remove->isEnabled());
    remove->click();
    QCOMPARE(table->rowCount(), tiers);
}

void TestComparisonWindow::aBlindVoteCoversTheLanes()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    trigger(u"&Differences and votes"_s);
    auto *curtain = child<QWidget>(u"curtain"_s);
    QVERIFY(!curtain->isVisible());
    child<QCheckBox>(u"blind"_s)->click();
    QVERIFY(curtain->isVisible());
    const Lane &lane = m_window->lane();
    QVERIFY(curtain->geometry().contains(QRect(lane.mapTo(&m_window->window(), QPoint()), lane.size())));
    const QPointer<QDialog> dialog = child<QDialog>(u"difference"_s);
    dialog->close();
    QVERIFY(eventually([dialog] { return !dialog; }));
    QVERIFY(!curtain->isVisible());
}

void TestComparisonWindow::aBlindVoteKeepsTheLanesFromTheKeyboard()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    trigger(u"&Wire differences"_s);
    const QPointer<QDialog> wire = child<QDialog>(u"wire"_s);
    trigger(u"&Differences and votes"_s);
    QWidget *editor = m_window->page().promptBar()->editor();
    QCOMPARE(m_window->window().focusWidget(), editor);
    child<QCheckBox>(u"blind"_s)->click();
    QVERIFY(!wire || !wire->isVisible()); // it has the names
    QVERIFY(!m_window->window().focusWidget());
    QVERIFY(!m_window->window().menuBar()->isEnabled());
    const qsizetype turns = m_window->conversation().path().size();
    m_window->ask(u"And now?"_s);
    QVERIFY(!m_window->page().isBusy());
    QCOMPARE(m_window->conversation().path().size(), turns);
    child<QCheckBox>(u"blind"_s)->click();
    QCOMPARE(m_window->window().focusWidget(), editor);
    QVERIFY(m_window->window().menuBar()->isEnabled());
    child<QCheckBox>(u"blind"_s)->click(); // and the window goes with the vote open
}

void TestComparisonWindow::repeatsMoveNothing()
{
    trigger(u"&Repeat a prompt…"_s);
    auto *dialog = child<QDialog>(u"repeat"_s);
    const auto places = [dialog] {
        QList<QRect> all;
        for (const QString &name :
            {u"repeatPrompt"_s, u"repeatStart"_s, u"repeatMetric"_s, u"repeatTable"_s, u"repeatPlot"_s}) {
            const auto *control = dialog->findChild<QWidget *>(name);
            all << QRect(control->mapTo(dialog, QPoint()), control->size());
        }
        return all;
    };
    child<QPlainTextEdit>(u"repeatPrompt"_s)->setPlainText(u"What is a tier?"_s);
    child<QSpinBox>(u"repeatCount"_s)->setValue(1);
    settle();
    const QList<QRect> before = places();
    auto *start = child<QPushButton>(u"repeatStart"_s);
    start->click();
    settle();
    QCOMPARE(places(), before);
    QVERIFY(eventually([start] { return start->text() == u"&Start"_s; }));
    settle();
    QCOMPARE(places(), before);
}

void TestComparisonWindow::everyControlHasAName()
{
    QVERIFY(m_window->askAndWait(u"What is a tier?"_s));
    trigger(u"&Repeat a prompt…"_s);
    trigger(u"&Differences and votes"_s);
    trigger(u"&Wire differences"_s);
    for (const QString &name : {u"repeat"_s, u"difference"_s, u"wire"_s}) {
        const auto *dialog = child<QDialog>(name);
        QVERIFY(dialog);
        for (const QWidget *control : dialog->findChildren<QWidget *>()) {
            const bool isControl =
                qobject_cast<const QComboBox *>(control) || qobject_cast<const QTableView *>(control) ||
                qobject_cast<const QPlainTextEdit *>(control) || qobject_cast<const QSpinBox *>(control);
            if (isControl)
                QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
        }
    }
}

QTEST_MAIN(TestComparisonWindow)
#include "tst_comparisonwindow.moc"
