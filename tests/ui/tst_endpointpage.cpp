// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/embeddingrun.h"
#include "client/retrywait.h"
#include "support/manualclock.h"
#include "support/pagetest.h"
#include "ui/endpoints/endpointpage.h"
#include "ui/endpoints/endpointview.h"
#include "ui/playground/faultmenu.h"
#include "ui/playground/keptpage.h"
#include "workspace/appsettings.h"
#include "workspace/callmetrics.h"

#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Parlance;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Mode = TargetResolver::Mode;

namespace {

constexpr QLatin1StringView Dimensions("dimensions");
constexpr QLatin1StringView User("user");

const QList<Fault> Faults{{.name = u"500"_s, .description = u"A"_s},
    {.name = u"fewer-vectors"_s, .description = u"B"_s, .path = u"/v1/embeddings"_s},
    {.name = u"wav-chunk"_s, .description = u"C"_s, .path = u"/v1/audio/speech"_s}};

/// Counts the vectors that came.
class CountView : public EndpointView
{
public:
    explicit CountView(std::function<EmbeddingRequest()> request)
        : m_request(std::move(request))
    {
    }

    std::unique_ptr<HttpRun> start(ChatClient &client, const Target &target, const QString &model) override
    {
        EmbeddingRequest request = m_request();
        request.model = model;
        auto run = std::make_unique<EmbeddingRun>(client, target, request);
        m_run = run.get();
        return run;
    }
    [[nodiscard]] bool hasArrived() const override { return false; }
    void showRun() override
    {
        ++shown;
        m_answer = m_run->takeAnswer();
    }
    void clear() override { m_answer = {}; }
    [[nodiscard]] bool isEmpty() const override { return count() == 0; }
    [[nodiscard]] Usage usage() const override { return m_answer.usage; }
    [[nodiscard]] QStringList remarks() const override { return m_answer.remarks; }
    [[nodiscard]] bool isWorking() const override { return works; }
    void stop() override { works = false; }
    void save() override { ++saved; }
    void setZoom(qreal) override {}

    [[nodiscard]] qsizetype count() const { return m_answer.vectors.count(); }

    int shown = 0;
    int saved = 0;
    bool works = false;

private:
    std::function<EmbeddingRequest()> m_request;
    EmbeddingRun *m_run = nullptr;
    EmbeddingAnswer m_answer;
};

/// A page with one text and two parameters.
class CountPage : public EndpointPage
{
public:
    explicit CountPage(const Services &services)
        : EndpointPage(u"count"_s, services,
              {.endpoint = EndpointKind::Embeddings,
                  .demo = {u"demo-embed-small"_s, u"demo-embed-large"_s},
                  .live = {u"live-model"_s}},
              u"&Count"_s, nullptr)
        , input(new QPlainTextEdit)
    {
        inputs()->addWidget(input);
        addParameter(ParameterRow::makeCount(Dimensions, u"Dimensions"_s, 8));
        addParameter(ParameterRow::makeChoice(User, u"User"_s, {u"a"_s, u"b"_s}, true), Keep::Private);
        connect(input, &QPlainTextEdit::textChanged, this, [this] { noteInput(); });
    }

    QPlainTextEdit *input;
    QStringList more; ///< texts that are sent besides

protected:
    EndpointView *makeView() override
    {
        return new CountView([this] { return request(); });
    }
    [[nodiscard]] RequestCheck check(const QString &model) const override
    {
        EmbeddingRequest checked = request();
        checked.model = model;
        return Parlance::check(checked);
    }
    [[nodiscard]] bool hasInput() const override { return !input->toPlainText().isEmpty(); }
    void focusInput() override { input->setFocus(); }

private:
    [[nodiscard]] EmbeddingRequest request() const
    {
        EmbeddingRequest request{.inputs = input->toPlainText().split(u'\n', Qt::SkipEmptyParts) + more,
            .user = parameter(User).toString()};
        if (parameter(Dimensions).isDouble())
            request.dimensions = parameter(Dimensions).toInteger();
        return request;
    }
};

using EndpointPageTest = PageTest<CountPage, CountView>;

} // namespace

/// What all pages of endpoints have in common.
class TestEndpointPage : public EndpointPageTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void runsSideBySide();
    void sendsAParameterOnlyIfTicked();
    void saysBeforeTheSendWhatIsMissing();
    void saysWhyNothingCanBeRun();
    void C_01_whatWouldBeRefusedIsSentOnDemand();
    void anErrorLooksLikeOne();
    void closingNamesWhatRuns();
    void beginsWhereTheCommandLineSays();
    void beginsAtTheGatewayOfThePageBefore();
    void keepsTheInputWhateverComes();
    void aResultStaysUntilAnotherComes();
    void aRunKeepsTheNameOfItsGateway();
    void FF_37_aReservedEndpointIsTriedOnDemand();
    void modelsFitTheMode();
    void asksAboutTheKeyFirst();
    void anUploadIsSeenAndStopped();
    void aClosedColumnLeavesNothingRunning();
    void aDeletedPageLeavesNothingRunning();
    void whatTheViewWorksAtIsBusy();
    void usageCountsForTheKey();
    void FF_38_aLimitCountsDownAndSendsOnceIfAsked();
    void retryThatIsNotSentIsTheLast();
    void anotherChoiceEndsTheWait();
    void aFailureIsTriedOnce();
    void aFailureIsCalledOff();
    void aFailureIsForItsEndpointOnly();
    void aLiveGatewayIsNotAskedToFail();
    void onlySettingsAreKept();
    void actsOnTheCurrentColumn();

private:
    [[nodiscard]] QString problem() const { return said(u"inputProblem"_s); }
    [[nodiscard]] QToolButton *menuButton() const
    {
        return column().findChild<QToolButton *>(u"columnMenuButton"_s);
    }
    /// The actions of the menu, which is opened.
    [[nodiscard]] QMap<QString, QAction *> failures() const;
    /// Runs with an answer that asks to wait for 5 s, and has that done then.
    [[nodiscard]] bool meetLimit() const;

    ManualClock m_clock;
};

void TestEndpointPage::init()
{
    setUp(&m_clock);
    show(std::make_unique<CountPage>(services(Faults)));
}

void TestEndpointPage::cleanup()
{
    tearDown();
}

QMap<QString, QAction *> TestEndpointPage::failures() const
{
    Q_EMIT menuButton()->menu()->aboutToShow();
    QMap<QString, QAction *> failures;
    for (QAction *action : column().findChild<FaultMenu *>()->actions())
        failures.insert(action->data().toString(), action);
    return failures;
}

bool TestEndpointPage::meetLimit() const
{
    page().input->setPlainText(u"a"_s);
    column().connection()->setFault(u"429"_s);
    page().act(Page::Command::Run);
    if (!waitUntilIdle() || said(u"retryText"_s) != u"Ready to send again in 5 s"_s)
        return false;
    column().findChild<QPushButton *>(u"retryWhenReady"_s)->click();
    return said(u"retryText"_s) == u"Sends again in 5 s"_s;
}

void TestEndpointPage::runsSideBySide()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    QCOMPARE(page().columns().size(), 2);
    QCOMPARE(column(1).name(), u"demo-embed-large"_s);
    page().input->setPlainText(u"a cat\ntwo cats"_s);
    auto *run = page().findChild<QPushButton *>(u"runEndpoint"_s);
    run->setFocus();
    run->click();
    QCOMPARE(page().state(), Page::State::Busy);
    QCOMPARE(page().focusWidget(), page().findChild<QPushButton *>(u"stopEndpoint"_s));
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().focusWidget(), run);
    QCOMPARE(view(0).count(), 2);
    QCOMPARE(view(1).count(), 2);
    QCOMPARE(page().state(), Page::State::Idle);
    const Page::Calls calls = page().callsBeside(column(0).call());
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls.at(1).first, u"demo-embed-large"_s);
    const auto *strip = column().findChild<QFrame *>(u"metricsStrip"_s);
    for (const QString &label : {u"first byte"_s, u"total"_s, u"tokens in"_s, u"received"_s, u"sent"_s})
        QVERIFY2(strip->toolTip().contains(label), qPrintable(strip->toolTip()));
}

void TestEndpointPage::sendsAParameterOnlyIfTicked()
{
    page().input->setPlainText(u"a"_s);
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    QCOMPARE(connection->body(), R"({"model":"m","input":["a"]})");
    page().act(Page::Command::Stop);
    auto *row = page().findChild<ParameterRow *>(u"row_dimensions"_s);
    row->setValue(16);
    connection = runLive();
    QVERIFY(connection);
    QCOMPARE(connection->body(), R"({"model":"m","input":["a"],"dimensions":16})");
}

void TestEndpointPage::saysBeforeTheSendWhatIsMissing()
{
    QCOMPARE(problem(), QString());
    page().act(Page::Command::Run);
    QCOMPARE(problem(), u"There is no text to embed."_s);
    QVERIFY(!page().isBusy());
    page().input->setPlainText(u"a"_s);
    QVERIFY(eventually([this] { return problem().isEmpty(); }));
    column().connection()->choose({.gateway = u"ruapi"_s, .model = {}, .mode = Mode::Demo});
    QCOMPARE(column().name(), u"demo-embed-small"_s);
    column().connection()->choose({.gateway = u"ollama"_s, .model = {}, .mode = Mode::Live});
    QVERIFY(!page().can(Page::Command::Run));
    column().connection()->choose({.gateway = u"ruflo"_s, .model = u"m"_s});
    QVERIFY(!page().can(Page::Command::Run));
    QVERIFY(said(u"columnPlaceholder"_s).contains(u"no such endpoint"));
}

void TestEndpointPage::saysWhyNothingCanBeRun()
{
    auto *button = page().findChild<QPushButton *>(u"runEndpoint"_s);
    QVERIFY(button->isEnabled());
    QCOMPARE(said(u"runObstacle"_s), QString());
    column().connection()->choose({.gateway = u"ollama"_s, .model = {}, .mode = Mode::Live});
    QVERIFY(!button->isEnabled());
    QCOMPARE(said(u"runObstacle"_s), u"Choose a model first."_s);
    column().connection()->choose({.gateway = u"floopfloop"_s, .model = {}});
    QVERIFY(!button->isEnabled());
    QVERIFY(said(u"runObstacle"_s).endsWith(u"has reserved this endpoint."));
    fixture().resolver().setConsents({});
    chooseLive();
    QVERIFY(!button->isEnabled());
    QVERIFY(!said(u"runObstacle"_s).isEmpty());
    column().connection()->choose({.gateway = u"ruapi"_s, .model = {}});
    QVERIFY(button->isEnabled());
    QCOMPARE(said(u"runObstacle"_s), QString());
}

void TestEndpointPage::C_01_whatWouldBeRefusedIsSentOnDemand()
{
    page().more = QStringList(2049, u"a"_s);
    page().input->setPlainText(u"b"_s);
    QVERIFY(eventually([this] { return said(u"inputHints"_s).contains(u"takes 2,048 texts at once"); }));
    chooseLive();
    page().act(Page::Command::Run);
    QVERIFY(!page().isBusy() && !column().call());
    QCOMPARE(said(u"inputRefusalText"_s),
        u"Nothing was sent. The API takes 2,048 texts at once; these are 2,050."_s);
    page().input->setPlainText(u"b\nc"_s);
    QVERIFY(eventually([this] { return said(u"inputRefusalText"_s).isEmpty(); }));
    page().act(Page::Command::Run);
    QVERIFY(!column().call());
    click(u"sendAnyway"_s);
    FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->body().count("\"a\""), 2049);
    QCOMPARE(said(u"inputRefusalText"_s), QString());
    connection->sendWhole(400, "application/json", R"({"error":{"message":"Too many"}})");
    QVERIFY(waitUntilIdle());
    QVERIFY(notice().contains(u"Too many"));
    page().act(Page::Command::Run); // the same is not asked about again
    QVERIFY(server().nextRequest());
    page().act(Page::Command::Stop);
    page().more << u"d"_s;
    page().act(Page::Command::Run);
    QVERIFY(!page().isBusy());
    QVERIFY(said(u"inputRefusalText"_s).contains(u"these are 2,052"));
}

void TestEndpointPage::anErrorLooksLikeOne()
{
    const auto *frame = column().findChild<QFrame *>(u"laneNotice"_s);
    page().input->setPlainText(u"a"_s);
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    connection->sendWhole(500, "application/json", R"({"error":{"message":"out of order"}})");
    QVERIFY(waitUntilIdle());
    QVERIFY(frame->property("error").toBool());
    QVERIFY(!said(u"laneNoticeTitle"_s).isEmpty());
    QVERIFY(said(u"laneNoticeDetails"_s).startsWith(u"out of order\nHTTP 500"));
    fixture().resolver().setConsents({});
    column().connection()->choose({.gateway = u"ollama"_s, .model = u"m"_s});
    column().connection()->setFault(u"500"_s);
    QVERIFY(!frame->property("error").toBool()); // it says what comes
    QCOMPARE(said(u"laneNoticeTitle"_s), QString());
    QVERIFY(!said(u"laneNoticeText"_s).isEmpty());
}

void TestEndpointPage::closingNamesWhatRuns()
{
    page().more = {u"a"_s};
    QVERIFY(!page().unsaved().isAny());
    QVERIFY(runLive());
    QCOMPARE(page().unsaved(), Unsaved{.running = {u"m"_s}});
    QVERIFY(describe(page().unsaved()).endsWith(u"\n• 1 running requests: m"));
    column().connection()->choose({.gateway = u"ollama"_s, .model = u"other"_s});
    QCOMPARE(page().unsaved().running, QStringList{u"m"_s});
    page().act(Page::Command::Stop);
    QVERIFY(!page().unsaved().isAny());
}

void TestEndpointPage::beginsWhereTheCommandLineSays()
{
    CountPage other(services());
    other.begin(nullptr);
    QCOMPARE(other.columns().first()->connection()->choice(),
        (LaneChoice{.gateway = u"ruapi"_s, .model = u"live-model"_s, .mode = Mode::Live}));
    QCOMPARE(firstChoice(fixture().resolver(), EndpointKind::Models),
        (LaneChoice{.gateway = u"ruapi"_s, .model = {}, .mode = Mode::Live}));
    fixture().resolver().setBaseUrl(u"ruapi"_s, {});
    QCOMPARE(firstChoice(fixture().resolver(), EndpointKind::Embeddings),
        (LaneChoice{.gateway = u"ruapi"_s, .model = {}}));
}

void TestEndpointPage::beginsAtTheGatewayOfThePageBefore()
{
    fixture().resolver().setBaseUrl(u"ruapi"_s, {});
    page().open({{.gateway = u"floopfloop"_s, .model = {}, .mode = Mode::Live}});
    CountPage next(services());
    next.begin(&page());
    QCOMPARE(next.columns().first()->connection()->choice(),
        (LaneChoice{.gateway = u"floopfloop"_s, .model = {}}));
    page().open({{.gateway = u"ruflo"_s, .model = {}}}); // without the endpoint
    QCOMPARE(choiceLike(&page(), fixture().resolver(), EndpointKind::Embeddings),
        (LaneChoice{.gateway = u"ruapi"_s, .model = {}}));
}

void TestEndpointPage::keepsTheInputWhateverComes()
{
    page().input->setPlainText(u"a\nb"_s);
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    connection->sendWhole(
        400, "application/json", R"({"error":{"message":"No <b>such</b> model"}})", "X-Request-Id: r-1\r\n");
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Failed);
    const QString words = notice();
    for (const QString &word : {u"No <b>such</b> model"_s, u"HTTP 400"_s, u"request r-1"_s})
        QVERIFY2(words.contains(word), qPrintable(words));
    QVERIFY(!words.contains(u"0123456789"));
    QCOMPARE(page().input->toPlainText(), u"a\nb"_s);
    QCOMPARE(page().currentCall()->recording.head->status, 400);
    connection = runLive();
    QVERIFY(connection);
    QCOMPARE(notice(), QString());
    connection->sendWhole(200, "application/json", R"({"data":[{"index":0,"embedding":[1,2]}]})");
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Idle);
    QVERIFY(!said(u"columnRemarks"_s).isEmpty()); // one vector for two texts
}

void TestEndpointPage::aResultStaysUntilAnotherComes()
{
    const QByteArray one = R"({"data":[{"index":0,"embedding":[1]}],"usage":{"prompt_tokens":7}})";
    page().input->setPlainText(u"a"_s);
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", one);
    QVERIFY(waitUntilIdle());
    connection = runLive();
    QVERIFY(connection);
    QVERIFY(view().isVisible() && view().count() == 1);
    page().act(Page::Command::Stop);
    QVERIFY(view().isVisible() && view().count() == 1);
    connection = runLive();
    QVERIFY(connection);
    connection->sendWhole(400, "application/json", R"({"error":{"message":"No such model"}})");
    QVERIFY(waitUntilIdle());
    QVERIFY(view().isVisible() && view().count() == 1);
    QVERIFY(notice().contains(u"No such model"));
    const Target target =
        fixture().resolver().target(column().connection()->gateway(), Mode::Live, EndpointKind::Embeddings);
    QCOMPARE(fixture().client().rateLimits().use(target.limit).tokensToday, 7); // counted once
    page().input->setPlainText(u"a\nb"_s);
    connection = runLive();
    QVERIFY(connection);
    connection->sendWhole(
        200, "application/json", R"({"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[2]}]})");
    QVERIFY(waitUntilIdle());
    QCOMPARE(view().count(), 2);
    QCOMPARE(notice(), QString());
    page().drop();
    QVERIFY(!view().isVisible() && view().count() == 0);
}

void TestEndpointPage::aRunKeepsTheNameOfItsGateway()
{
    page().input->setPlainText(u"a"_s);
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    const QString asked = column().connection()->gateway().fullName();
    column().connection()->choose({.gateway = u"ollama"_s, .model = u"other"_s});
    QCOMPARE(said(u"columnPlaceholder"_s), u"Asking %1…"_s.arg(asked));
    connection->sendWhole(500, "application/json", R"({"error":{"message":"out of order"}})");
    QVERIFY(waitUntilIdle());
    QVERIFY2(notice().startsWith(asked), qPrintable(notice()));
}

void TestEndpointPage::FF_37_aReservedEndpointIsTriedOnDemand()
{
    page().input->setPlainText(u"a"_s);
    auto *tryAnyway = column().findChild<QPushButton *>(u"tryAnyway"_s);
    QVERIFY(!tryAnyway->isVisible());
    column().connection()->choose({.gateway = u"floopfloop"_s, .model = {}});
    QVERIFY(said(u"columnPlaceholder"_s).contains(column().reserved()));
    QVERIFY(!column().reserved().isEmpty() && !page().can(Page::Command::Run));
    page().act(Page::Command::Run);
    QVERIFY(!column().call());
    tryAnyway->click();
    QVERIFY(waitUntilIdle());
    const QString words = notice();
    QVERIFY2(words.contains(u"501") && words.contains(u"does not offer this yet"), qPrintable(words));
    QVERIFY(tryAnyway->isVisible());
}

void TestEndpointPage::modelsFitTheMode()
{
    QCOMPARE(
        column().connection()->choice(), (LaneChoice{.gateway = u"ruapi"_s, .model = u"demo-embed-small"_s}));
    column().findChild<QToolButton *>(u"modeBadge"_s)->click();
    QCOMPARE(column().name(), u"live-model"_s);
    column().findChild<QToolButton *>(u"modeBadge"_s)->click();
    QCOMPARE(column().name(), u"demo-embed-small"_s);
    page().open({{.gateway = u"ruapi"_s, .model = u"another"_s}});
    column().findChild<QToolButton *>(u"modeBadge"_s)->click();
    QCOMPARE(column().name(), u"another"_s);
    column().connection()->choose({.gateway = u"ruflo"_s, .model = u"ruflo-pro"_s});
    page().goLive(u"ruapi"_s);
    QCOMPARE(column().connection()->choice(),
        (LaneChoice{.gateway = u"ruapi"_s, .model = u"live-model"_s, .mode = Mode::Live}));
}

void TestEndpointPage::asksAboutTheKeyFirst()
{
    fixture().resolver().setConsents({});
    page().input->setPlainText(u"a"_s);
    chooseLive();
    QVERIFY(!page().can(Page::Command::Run));
    auto *send = column().findChild<QPushButton *>(u"sendKeyThere"_s);
    QVERIFY(send->isVisible());
    send->click();
    QVERIFY(!send->isVisible());
    page().act(Page::Command::Run);
    const FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer sk-0123456789");
}

void TestEndpointPage::anUploadIsSeenAndStopped()
{
    page().more = {QString(32'000'000, u'a')};
    chooseLive();
    page().act(Page::Command::Run);
    const FakeConnection *connection = server().nextConnection();
    QVERIFY(connection);
    const auto *text = column().findChild<QLabel *>(u"metrics"_s);
    QVERIFY(eventually([text] { return text->text().contains(u"Sent "); }));
    QVERIFY(column().findChild<QProgressBar *>()->isVisible());
    page().act(Page::Command::Stop);
    QVERIFY(!page().isBusy());
    QVERIFY(!column().findChild<QProgressBar *>()->isVisible());
    QVERIFY(text->text().contains(u"stopped"));
    const QString whole =
        QLocale().formattedDataSize(column().call()->sent.body.size(), 1, QLocale::DataSizeSIFormat);
    const QString figures = column().findChild<QFrame *>(u"metricsStrip"_s)->toolTip();
    QVERIFY2(!figures.contains(whole), qPrintable(figures));
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestEndpointPage::aClosedColumnLeavesNothingRunning()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    page().input->setPlainText(u"a"_s);
    chooseLive(1);
    column(1).run();
    const FakeConnection *connection = server().nextRequest();
    QVERIFY(connection);
    column(1).findChild<QToolButton *>(u"closeColumn"_s)->click();
    settle();
    QCOMPARE(page().columns().size(), 1);
    QVERIFY(!page().isBusy());
    QVERIFY(!column().findChild<QToolButton *>(u"closeColumn"_s)->isVisible());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestEndpointPage::aDeletedPageLeavesNothingRunning()
{
    page().input->setPlainText(u"a"_s);
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    closePage();
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestEndpointPage::whatTheViewWorksAtIsBusy()
{
    view().works = true;
    Q_EMIT view().worked();
    QCOMPARE(page().state(), Page::State::Busy);
    page().act(Page::Command::Stop);
    QCOMPARE(page().state(), Page::State::Idle);
}

void TestEndpointPage::usageCountsForTheKey()
{
    PriceList prices;
    prices.entries.append({.provider = u"ruapi"_s, .model = u"m"_s, .price = {.input = 1000, .output = 5}});
    Settings::prices().set(QString::fromUtf8(prices.toJson()));
    page().input->setPlainText(u"a"_s);
    FakeConnection *connection = runLive();
    QVERIFY(connection);
    const Gateway asked = column().connection()->gateway();
    column().connection()->choose({.gateway = u"ollama"_s, .model = u"other"_s});
    connection->sendWhole(200, "application/json",
        R"({"data":[{"index":0,"embedding":[1]}],"usage":{"prompt_tokens":7,"total_tokens":7}})");
    QVERIFY(waitUntilIdle());
    const Target target = fixture().resolver().target(asked, Mode::Live, EndpointKind::Embeddings);
    const KeyUse use = fixture().client().rateLimits().use(target.limit);
    QCOMPARE(use.requests, 1);
    QCOMPARE(use.tokensToday, 7);
    const QString figures = column().findChild<QFrame *>(u"metricsStrip"_s)->toolTip();
    QVERIFY2(figures.contains(u"0.00700 USD"), qPrintable(figures));
    Settings::prices().set({});
}

void TestEndpointPage::onlySettingsAreKept()
{
    page().input->setPlainText(u"a secret text"_s);
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    page().findChild<ParameterRow *>(u"row_dimensions"_s)->setValue(16);
    page().findChild<ParameterRow *>(u"row_user"_s)->setValue(u"somebody"_s);
    const QString kept = page().kept({.kind = u"count"_s});
    QVERIFY(!kept.contains(u"secret") && !kept.contains(u"somebody"));
    CountPage other(services());
    QVERIFY(other.restore(kept));
    QCOMPARE(other.columns().size(), 2);
    QCOMPARE(other.columns().at(1)->name(), u"demo-embed-large"_s);
    QCOMPARE(other.findChild<ParameterRow *>(u"row_dimensions"_s)->value(), QJsonValue(16));
    QVERIFY(other.findChild<ParameterRow *>(u"row_user"_s)->value().isUndefined());
    QCOMPARE(other.kept({.kind = u"count"_s}), kept);
    QVERIFY(!other.restore(u"{}"_s) || !other.columns().isEmpty());
}

void TestEndpointPage::actsOnTheCurrentColumn()
{
    page().findChild<QPushButton *>(u"addColumn"_s)->click();
    QCOMPARE(page().currentColumn(), &column(1));
    QVERIFY(!page().can(Page::Command::Export));
    page().input->setPlainText(u"a"_s);
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QVERIFY(page().unsaved().input && page().unsaved().results);
    QCOMPARE(page().currentCall(), column(1).call());
    QCOMPARE(page().exportName(), u"demo-embed-large"_s);
    page().act(Page::Command::Export);
    QCOMPARE(view(1).saved, 1);
    page().drop();
    QVERIFY(!page().unsaved().results && !page().currentCall());
}

void TestEndpointPage::FF_38_aLimitCountsDownAndSendsOnceIfAsked()
{
    QVERIFY(meetLimit());
    m_clock.pass(3s);
    QCOMPARE(said(u"retryText"_s), u"Sends again in 2 s"_s);
    QVERIFY(!page().isBusy());
    m_clock.pass(2s);
    QVERIFY(page().isBusy());
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Idle);
    QCOMPARE(view().count(), 1);
    QCOMPARE(said(u"retryText"_s), QString());
}

void TestEndpointPage::retryThatIsNotSentIsTheLast()
{
    QVERIFY(meetLimit());
    page().input->clear();
    m_clock.pass(5s);
    QVERIFY(!page().isBusy());
    QVERIFY(!column().findChild<RetryWait *>()->isArmed());
}

void TestEndpointPage::anotherChoiceEndsTheWait()
{
    QVERIFY(meetLimit());
    chooseLive();
    QCOMPARE(said(u"retryText"_s), QString());
    m_clock.pass(5s);
    QVERIFY(!page().isBusy());
}

void TestEndpointPage::aFailureIsTriedOnce()
{
    const auto *badge = column().findChild<QToolButton *>(u"modeBadge"_s);
    const auto *cancel = column().findChild<QPushButton *>(u"cancelFault"_s);
    page().input->setPlainText(u"a\nb"_s);
    failures().value(u"500"_s)->trigger();
    QVERIFY(failures().value(u"500"_s)->isChecked());
    QCOMPARE(badge->text(), u"demo · 500"_s);
    QVERIFY(cancel->isVisible());
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Failed);
    QVERIFY2(notice().contains(u"HTTP 500"), qPrintable(notice()));
    QCOMPARE(badge->text(), u"demo"_s);
    QVERIFY(!cancel->isVisible());
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Idle);
    QCOMPARE(view().count(), 2);
}

void TestEndpointPage::aFailureIsCalledOff()
{
    page().input->setPlainText(u"a"_s);
    failures().value(u"500"_s)->trigger();
    column().findChild<QPushButton *>(u"cancelFault"_s)->click();
    QVERIFY(failures().value(QString())->isChecked());
    QCOMPARE(notice(), QString());
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QCOMPARE(page().state(), Page::State::Idle);
}

void TestEndpointPage::aFailureIsForItsEndpointOnly()
{
    QCOMPARE(failures().keys(), QStringList({QString(), u"500"_s, u"fewer-vectors"_s}));
    page().input->setPlainText(u"a\nb"_s);
    failures().value(u"fewer-vectors"_s)->trigger();
    page().act(Page::Command::Run);
    QVERIFY(waitUntilIdle());
    QVERIFY2(!view().remarks().isEmpty(), "not one that the gateway does not know");
    failures().value(u"fewer-vectors"_s)->trigger();
    column().connection()->choose({.gateway = u"floopfloop"_s, .model = {}});
    QCOMPARE(column().connection()->fault(), QString());
    QCOMPARE(failures().keys(), QStringList({QString(), u"500"_s}));
}

void TestEndpointPage::aLiveGatewayIsNotAskedToFail()
{
    page().input->setPlainText(u"a"_s);
    QVERIFY(menuButton()->isVisible());
    failures().value(u"500"_s)->trigger();
    const FakeConnection *connection = runLive();
    QVERIFY(connection);
    QCOMPARE(connection->header("X-Demo-Fault"), QByteArray());
    QVERIFY(!menuButton()->isVisible());
}

QTEST_MAIN(TestEndpointPage)
#include "tst_endpointpage.moc"
