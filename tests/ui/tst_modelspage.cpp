// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pagetest.h"
#include "ui/endpoints/foundmodels.h"
#include "ui/endpoints/modelspage.h"
#include "ui/endpoints/modelspane.h"
#include "ui/endpoints/modeltable.h"
#include "ui/endpoints/modelview.h"
#include "ui/playground/pagebar.h"
#include "ui/playground/pages.h"
#include "windowfixture.h"
#include "workspace/appsettings.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Parlance;
using namespace Qt::StringLiterals;
using Mode = TargetResolver::Mode;

namespace {

constexpr double Fast = 50;

const QByteArray Listed =
    R"({"data":[{"id":"small","owned_by":"lab","created":1715000000,"context_length":8192,"tags":["a","b"]},)"
    R"({"id":"large","owned_by":"Lab","created":1710000000,"context_length":131072},)"
    R"({"id":"gpt-4o","price":{"input":1e-6}}]})";

} // namespace

/// The page of the models that gateways list.
class TestModelsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void RA_37_RL_21_theDemoListsItsModels();
    void C_31_everyMemberHasAColumn();
    void sortsByValue();
    void findsModelsByWords();
    void liveAsksOnlyWhenTold();
    void asksAboutTheKeyFirst();
    void saysWhatWentWrong_data();
    void saysWhatWentWrong();
    void aFailureKeepsTheRows();
    void stopEndsTheRequest();
    void silenceIsSaid();
    void aGatewayWithoutAListSaysSo();
    void serversWordsStayText();
    void twoListsMarkWhatOnlyOneHas();
    void aListIsClosed();
    void opensModelsInLanes();
    void copiesRows();
    void exportsAsTheServerWroteIt();
    void gatewaysAreToldApart();
    void theInspectorFollowsItsCall();
    void otherMenusAndDocksStepBack();
    void escapeAndF5AreForThePage();
    void comesBackWithItsGatewaysAndNothingElse();
    void closingLeavesNothingRunning();
    void visitsAllOfThePage();

private:
    [[nodiscard]] ModelsPage &page() const { return *qobject_cast<ModelsPage *>(m_fixture->window().page()); }
    [[nodiscard]] ModelsPane &pane(int place = 0) const { return *page().panes().at(place); }
    [[nodiscard]] QString cell(int row, int column, int place = 0) const;
    [[nodiscard]] QStringList shown(int place = 0) const;
    [[nodiscard]] QString said(const QString &name, int place = 0) const;
    void chooseLive(int place = 0) const;
    void listLive(const QByteArray &body = Listed, int place = 0) const;
    void select(const QStringList &ids, int place = 0) const;

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<WindowFixture> m_fixture;
};

void TestModelsPage::init()
{
    m_server = std::make_unique<FakeServer>();
    m_fixture = std::make_unique<WindowFixture>(Fast);
    m_fixture->window().restoreLanes();
    m_fixture->window().pages()->open(u"models"_s); // before an address is given, at which it would begin
    TargetResolver &resolver = m_fixture->resolver();
    resolver.setBaseUrl(u"ru-llm"_s, m_server->url(u"/"_s));
    resolver.keys()->setSource(u"ru-llm"_s, {.kind = KeySource::Kind::Session});
    resolver.keys()->setKey(u"ru-llm"_s, Secret("sk-ru-0123456789"));
    resolver.allowKey(*resolver.catalog().find(u"ru-llm"_s));
    QVERIFY(eventually([this] { return pane().source()->isListed(); }));
}

void TestModelsPage::cleanup()
{
    m_fixture.reset();
    m_server.reset();
}

QString TestModelsPage::cell(int row, int column, int place) const
{
    return pane(place).view()->model()->index(row, column).data().toString();
}

QStringList TestModelsPage::shown(int place) const
{
    QStringList ids;
    for (int row = 0; row < pane(place).view()->model()->rowCount(); ++row)
        ids << cell(row, ModelTable::Id, place);
    return ids;
}

QString TestModelsPage::said(const QString &name, int place) const
{
    const auto *label = pane(place).findChild<QLabel *>(name);
    return label->isVisible() ? label->text() : QString();
}

void TestModelsPage::chooseLive(int place) const
{
    pane(place).source()->connection()->choose({.gateway = u"ru-llm"_s, .model = {}, .mode = Mode::Live});
}

void TestModelsPage::listLive(const QByteArray &body, int place) const
{
    chooseLive(place);
    pane(place).findChild<QPushButton *>(u"refreshModels"_s)->click();
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    connection->sendWhole(200, "application/json", body);
    QVERIFY(eventually([this, place] { return !pane(place).source()->isBusy(); }));
}

void TestModelsPage::select(const QStringList &ids, int place) const
{
    ModelView *view = pane(place).view();
    view->clearSelection();
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        if (ids.contains(cell(row, ModelTable::Id, place)))
            view->selectionModel()->select(
                view->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

void TestModelsPage::RA_37_RL_21_theDemoListsItsModels()
{
    QVERIFY(shown().contains(u"gpt-4o-mini"_s) && shown().contains(u"grok-3-mini"_s));
    QCOMPARE(said(u"modelCount"_s), u"%1 models"_s.arg(shown().size()));
    const auto row = static_cast<int>(shown().indexOf(u"gpt-4o"_s));
    QCOMPARE(cell(row, ModelTable::Owner), u"openai"_s);
    QCOMPARE(cell(row, ModelTable::Created), u"2024-05-06"_s);
    auto *gateways = pane().findChild<QComboBox *>(u"gateways"_s);
    const int ruLlm = gateways->findData(u"ru-llm"_s);
    gateways->setCurrentIndex(ruLlm);
    Q_EMIT gateways->activated(ruLlm);
    QVERIFY(eventually([this] { return pane().source()->isListed(); }));
    QCOMPARE(pane().source()->call()->gateway.id, u"ru-llm"_s);
    QCOMPARE(m_server->connectionCount(), 0);
}

void TestModelsPage::C_31_everyMemberHasAColumn()
{
    listLive();
    QStringList headers;
    for (int column = 0; column < pane().view()->model()->columnCount(); ++column)
        headers << pane().view()->model()->headerData(column, Qt::Horizontal).toString();
    QCOMPARE(headers,
        (QStringList{u"Model ID"_s, u"Owner"_s, u"Created"_s, u"context_length"_s, u"tags"_s, u"price"_s}));
    QCOMPARE(cell(0, 3), u"8192"_s);
    QCOMPARE(cell(0, 4), uR"(["a","b"])"_s);
    QCOMPARE(cell(2, 5), uR"({"input":1e-6})"_s);
    QCOMPARE(cell(2, 3), QString());
}

void TestModelsPage::sortsByValue()
{
    listLive();
    ModelView *view = pane().view();
    QCOMPARE(shown(), (QStringList{u"small"_s, u"large"_s, u"gpt-4o"_s}));
    view->sortByColumn(3, Qt::AscendingOrder);
    QCOMPARE(shown(), (QStringList{u"small"_s, u"large"_s, u"gpt-4o"_s}));
    view->sortByColumn(3, Qt::DescendingOrder);
    QCOMPARE(shown(), (QStringList{u"large"_s, u"small"_s, u"gpt-4o"_s}));
    view->sortByColumn(ModelTable::Created, Qt::AscendingOrder);
    QCOMPARE(shown(), (QStringList{u"large"_s, u"small"_s, u"gpt-4o"_s}));
    view->sortByColumn(ModelTable::Id, Qt::AscendingOrder);
    QCOMPARE(shown(), (QStringList{u"gpt-4o"_s, u"large"_s, u"small"_s}));
}

void TestModelsPage::findsModelsByWords()
{
    listLive();
    m_fixture->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
    page().act(Page::Command::Find);
    auto *search = page().findChild<QLineEdit *>(u"modelSearch"_s);
    QVERIFY(search->hasFocus());
    search->setText(u"LAB 8192"_s);
    QCOMPARE(shown(), QStringList(u"small"_s));
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Down}) {
        search->setFocus();
        QTest::keyClick(search, key);
        QVERIFY(pane().view()->hasFocus());
        QCOMPARE(pane().view()->selectedIds(), QStringList(u"small"_s));
    }
    QCOMPARE(said(u"modelCount"_s), u"1 of 3 models"_s);
    search->setText(u"nothing like it"_s);
    QCOMPARE(said(u"noModels"_s), u"None of these models fits the search."_s);
    search->clear();
    QCOMPARE(shown().size(), 3);
}

void TestModelsPage::liveAsksOnlyWhenTold()
{
    chooseLive();
    settle();
    QCOMPARE(m_server->connectionCount(), 0);
    QVERIFY(shown().isEmpty());
    QVERIFY(said(u"noModels"_s).startsWith(u"Refresh asks "));
    QVERIFY(said(u"laneHost"_s).contains(m_server->url().host()));
    page().act(Page::Command::Run);
    QVERIFY(m_server->nextRequest());
}

void TestModelsPage::asksAboutTheKeyFirst()
{
    m_fixture->resolver().setConsents({});
    chooseLive();
    auto *send = pane().findChild<QPushButton *>(u"sendKeyThere"_s);
    QVERIFY(send->isVisible());
    pane().findChild<QPushButton *>(u"refreshModels"_s)->click();
    settle();
    QCOMPARE(m_server->connectionCount(), 0);
    send->click();
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(connection->header("Authorization"), "Bearer sk-ru-0123456789");
}

void TestModelsPage::saysWhatWentWrong_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QStringList>("words");
    const auto answer = [](const QByteArray &status, const QByteArray &body, const QByteArray &more = {}) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + more +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    };
    QTest::newRow("wrong key") << answer("401 Unauthorized", R"({"error":{"message":"no such key"}})",
                                      "X-Request-Id: r-1\r\n")
                               << QStringList{u"no such key"_s, u"HTTP 401"_s, u"request r-1"_s};
    QTest::newRow("a limit") << answer("429 Too Many Requests", R"({"error":{"message":"slow"}})",
                                    "Retry-After: 20\r\n")
                             << QStringList{u"slow"_s, u"20 s"_s};
    QTest::newRow("a page") << answer("200 OK", "<html><title>Welcome</title></html>")
                            << QStringList{u"The server answered with a web page: Welcome"_s};
    QTest::newRow("another object") << answer("200 OK", R"({"data":{}})")
                                    << QStringList{u"This is not a list of models"_s};
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"data\":[")
                             << QStringList{u"RU-LLM"_s};
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QStringList{u"RU-LLM"_s};
    QTest::newRow("nothing") << QByteArray() << QStringList{u"RU-LLM"_s};
}

void TestModelsPage::saysWhatWentWrong()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QStringList, words);
    chooseLive();
    // Qt asks again where a GET got no answer.
    connect(m_server.get(), &FakeServer::requestArrived, this, [answer](FakeConnection *connection) {
        connection->write(answer);
        connection->close();
    });
    page().act(Page::Command::Run);
    QCOMPARE(page().state(), Page::State::Busy);
    QVERIFY(eventually([this] { return !page().isBusy(); }));
    QCOMPARE(page().state(), Page::State::Failed);
    const QString notice = noticeIn(pane());
    for (const QString &word : words)
        QVERIFY2(notice.contains(word, Qt::CaseInsensitive), qPrintable(notice));
    QVERIFY(!notice.contains(u"0123456789"));
    const PageBar &bar = *m_fixture->window().findChild<PageBar *>();
    QCOMPARE(bar.tabToolTip(bar.currentIndex()), u"The last request failed"_s);
}

void TestModelsPage::aFailureKeepsTheRows()
{
    listLive();
    select({u"large"_s});
    page().act(Page::Command::Run);
    FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QCOMPARE(shown().size(), 3);
    connection->sendWhole(500, "text/plain", "out of order");
    QVERIFY(eventually([this] { return page().state() == Page::State::Failed; }));
    QCOMPARE(shown().size(), 3);
    listLive();
    QCOMPARE(page().state(), Page::State::Idle);
    QCOMPARE(noticeIn(pane()), QString());
    QCOMPARE(pane().view()->selectedIds(), QStringList(u"large"_s));
}

void TestModelsPage::stopEndsTheRequest()
{
    chooseLive();
    page().act(Page::Command::Run);
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QVERIFY(page().can(Page::Command::Stop) && !page().can(Page::Command::Run));
    pane().findChild<QPushButton *>(u"stopModels"_s)->click();
    QCOMPARE(page().state(), Page::State::Idle);
    QVERIFY(!page().can(Page::Command::Stop) && page().can(Page::Command::Run));
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestModelsPage::silenceIsSaid()
{
    chooseLive();
    page().act(Page::Command::Run);
    QVERIFY(m_server->nextRequest());
    QVERIFY(said(u"noModels"_s).startsWith(u"Asking "));
    Q_EMIT pane().source()->silent({.time = std::chrono::seconds(12)});
    QVERIFY(said(u"noModels"_s).contains(u"12 s"));
}

void TestModelsPage::aGatewayWithoutAListSaysSo()
{
    pane().source()->connection()->choose({.gateway = u"ruflo"_s, .model = {}});
    QVERIFY(said(u"noModels"_s).contains(u"ruflo-free"));
    QVERIFY(!pane().findChild<QPushButton *>(u"refreshModels"_s)->isEnabled());
    QVERIFY(!page().can(Page::Command::Run) && !page().can(Page::Command::Export));
}

void TestModelsPage::serversWordsStayText()
{
    listLive(R"([{"id":"<b>x</b>\u202e\u001b","owned_by":")" + QByteArray(2000, 'w') +
             R"("},{"id":"x","a":1,"a":2,"":3}])");
    QCOMPARE(cell(0, ModelTable::Id), u"<b>x</b>[U+202E]␛"_s);
    QVERIFY(cell(0, ModelTable::Owner).size() <= ModelTable::MostShown);
    QCOMPARE(cell(1, 3), u"2"_s);
    QByteArray wide = "[{";
    for (int i = 0; i < 500; ++i)
        wide += "\"m" + QByteArray::number(i) + "\":1,";
    listLive(wide + R"("id":"wide"}])");
    QCOMPARE(pane().view()->model()->columnCount(), ModelTable::MostColumns);
    QVERIFY(pane().view()->table()->json({0}).contains("m499"));
}

void TestModelsPage::twoListsMarkWhatOnlyOneHas()
{
    auto *onlyHere = page().findChild<QCheckBox *>(u"onlyInOneList"_s);
    QVERIFY(!onlyHere->isVisible());
    page().findChild<QPushButton *>(u"compareModels"_s)->click();
    QCOMPARE(page().panes().size(), 2);
    QVERIFY(eventually([this] { return pane(1).source()->isListed(); }));
    listLive(Listed, 1);
    const auto gpt = static_cast<int>(shown(1).indexOf(u"gpt-4o"_s));
    const ModelTable *table = pane(1).view()->table();
    QVERIFY(!table->isOnlyHere(gpt));
    QVERIFY(table->isOnlyHere(0));
    QVERIFY(table->index(0, 0).data(Qt::ToolTipRole).toString().contains(u"not in the other list"));
    QCOMPARE(said(u"modelCount"_s, 1), u"3 models · 2 only here"_s);
    onlyHere->setChecked(true);
    QCOMPARE(shown(1), (QStringList{u"small"_s, u"large"_s}));
    QVERIFY(!shown(0).contains(u"gpt-4o"_s) && shown(0).contains(u"gpt-4o-mini"_s));
    QCOMPARE(page().callsBeside(pane(1).source()->call()).size(), 2);
}

void TestModelsPage::aListIsClosed()
{
    page().findChild<QPushButton *>(u"compareModels"_s)->click();
    QVERIFY(eventually([this] { return pane(1).source()->isListed(); }));
    QVERIFY(!page().exportName().isEmpty());
    pane(0).findChild<QToolButton *>(u"closeModels"_s)->click();
    settle();
    QCOMPARE(page().panes().size(), 1);
    QVERIFY(page().exportName().isEmpty());
    QVERIFY(!pane().view()->table()->isOnlyHere(0));
    QVERIFY(page().findChild<QPushButton *>(u"compareModels"_s)->isVisible());
    QVERIFY(!pane().findChild<QToolButton *>(u"closeModels"_s)->isVisible());
}

void TestModelsPage::opensModelsInLanes()
{
    auto *open = page().findChild<QPushButton *>(u"openIn-lanes"_s);
    QVERIFY(!open->isEnabled());
    select({u"gpt-4o"_s, u"grok-3-mini"_s});
    QVERIFY(open->isEnabled());
    const QString gateway = page().gatewayId();
    open->click();
    QVERIFY(m_fixture->window().lanePage());
    QCOMPARE(m_fixture->page().lanes().size(), 3);
    QCOMPARE(m_fixture->lane(1).choice(), (LaneChoice{.gateway = gateway, .model = u"gpt-4o"_s}));
    QCOMPARE(m_fixture->lane(2).choice().model, u"grok-3-mini"_s);
    QVERIFY(m_fixture->askAndWait(u"hello"_s));
    QCOMPARE(m_fixture->reply(2).state, Reply::State::Complete);
}

void TestModelsPage::copiesRows()
{
    listLive();
    select({u"small"_s, u"gpt-4o"_s});
    m_fixture->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
    pane().view()->setFocus();
    m_fixture->menuAction(u"&Copy"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
        u"small\tlab\t1715000000\t8192\t[\"a\",\"b\"]\t\ngpt-4o\t\t\t\t\t{\"input\":1e-6}"_s);
    pane().view()->copyIds();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"small\ngpt-4o"_s);
    select({u"gpt-4o"_s});
    pane().view()->copyJson();
    QCOMPARE(QGuiApplication::clipboard()->text(), uR"({"id":"gpt-4o","price":{"input":1e-6}})"_s);
}

void TestModelsPage::exportsAsTheServerWroteIt()
{
    listLive();
    const ModelView *view = pane().view();
    QCOMPARE(view->table()->json({1, 2}),
        QByteArray(
            "[\n{\"id\":\"large\",\"owned_by\":\"Lab\",\"created\":1710000000,\"context_length\":131072},\n"
            "{\"id\":\"gpt-4o\",\"price\":{\"input\":1e-6}}\n]\n"));
    const QString csv = view->table()->plainTable(view->shownRows()).toCsv();
    QVERIFY(csv.startsWith(u"id,owned_by,created,context_length,tags,price\r\n"
                           "small,lab,1715000000,8192,\"[\"\"a\"\",\"\"b\"\"]\",\r\n"));
}

/// The list is wider than a narrow box, so that no name is cut.
void TestModelsPage::gatewaysAreToldApart()
{
    page().addPane({.gateway = u"ru-llm"_s, .model = {}});
    m_fixture->window().resize(480, 400);
    settle();
    auto *gateways = pane().findChild<QComboBox *>(u"gateways"_s);
    gateways->showPopup();
    const auto *list = gateways->view();
    QVERIFY(eventually([&] { return list->sizeHintForColumn(0) > gateways->width(); }));
    QVERIFY(eventually([&] { return list->sizeHintForColumn(0) <= list->viewport()->width(); }));
    gateways->hidePopup();
}

void TestModelsPage::theInspectorFollowsItsCall()
{
    const auto call = page().currentCall();
    QVERIFY(call && call->isDemo);
    QVERIFY(call->sent.url.path().endsWith(u"/v1/models"));
    Q_EMIT page().inspectRequested(call);
    auto *dock = m_fixture->window().findChild<QDockWidget *>(u"inspectorDock"_s);
    QVERIFY(dock->isVisible());
    const auto *shown = dock->findChild<QComboBox *>(u"inspectorCalls"_s);
    QVERIFY(eventually([shown] {
        return shown->currentText().endsWith(u" · complete · RuAPI · OpenAI protocol · /v1/models");
    }));
    QVERIFY(eventually([this, &call] {
        const QList<std::shared_ptr<const Call>> calls = m_fixture->client().calls().calls();
        return calls.contains(call);
    }));
    page().act(Page::Command::Run);
    QVERIFY(page().currentCall() != call);
    QVERIFY(eventually([this] { return !page().isBusy(); }));
}

void TestModelsPage::otherMenusAndDocksStepBack()
{
    MainWindow &window = m_fixture->window();
    auto *parameters = window.findChild<QDockWidget *>(u"parametersDock"_s);
    auto *scoreboard = window.findChild<QDockWidget *>(u"scoreboardDock"_s);
    window.pages()->step(-1);
    parameters->show();
    QVERIFY(m_fixture->menuAction(u"&Add lane"_s)->isEnabled());
    window.pages()->step(1);
    QVERIFY(!parameters->isVisible());
    for (const QString &text : {u"&Add lane"_s, u"&Presets…"_s, u"&Repeat a prompt…"_s, u"&Parameters"_s,
             u"&Scoreboard"_s, u"&Edit last prompt…"_s, u"&New conversation"_s, u"&Print…"_s})
        QVERIFY2(!m_fixture->menuAction(text)->isEnabled(), qPrintable(text));
    for (const QString &text : {u"&Export…"_s, u"&Find…"_s, u"Re&fresh"_s})
        QVERIFY2(m_fixture->menuAction(text)->isEnabled(), qPrintable(text));
    window.pages()->step(-1);
    QVERIFY(parameters->isVisible());
    QVERIFY(!scoreboard->isVisible());
    QVERIFY(m_fixture->menuAction(u"&Presets…"_s)->isEnabled());
    QVERIFY(m_fixture->menuAction(u"Sen&d the prompt"_s));
}

void TestModelsPage::escapeAndF5AreForThePage()
{
    chooseLive();
    MainWindow &window = m_fixture->window();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F5);
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    QTest::keyClick(&window, Qt::Key_Escape);
    QVERIFY(!page().isBusy());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
}

void TestModelsPage::comesBackWithItsGatewaysAndNothingElse()
{
    page().findChild<QPushButton *>(u"compareModels"_s)->click();
    listLive(Listed, 1);
    page().findChild<QLineEdit *>(u"modelSearch"_s)->setText(u"xylophonequartz"_s);
    const QString kept = Settings::pages().value().join(u' ');
    for (const QString &word : {u"gpt-4o"_s, u"context_length"_s, u"xylophonequartz"_s, u"0123456789"_s})
        QVERIFY2(!kept.contains(word), qPrintable(kept));
    ChatClient client;
    MainWindow restarted(&client, &m_fixture->resolver());
    restarted.restoreLanes();
    QCOMPARE(restarted.pages()->all().size(), 2);
    const auto *models = qobject_cast<ModelsPage *>(restarted.pages()->all().last());
    QVERIFY(models);
    QCOMPARE(restarted.pages()->nameOf(models), u"Models"_s);
    QCOMPARE(models->panes().size(), 2);
    QCOMPARE(models->panes().last()->source()->connection()->choice(),
        (LaneChoice{.gateway = u"ru-llm"_s, .model = {}, .mode = Mode::Live}));
    settle();
    QVERIFY(client.calls().calls().isEmpty());
}

void TestModelsPage::closingLeavesNothingRunning()
{
    chooseLive();
    page().act(Page::Command::Run);
    const FakeConnection *connection = m_server->nextRequest();
    QVERIFY(connection);
    m_fixture->window().pages()->requestClose(&page());
    QVERIFY(m_fixture->window().lanePage());
    QVERIFY(eventually([connection] { return !connection->isOpen(); }));
    settle();
    QVERIFY(m_fixture->client().calls().calls().isEmpty());
}

void TestModelsPage::visitsAllOfThePage()
{
    MainWindow &window = m_fixture->window();
    page().findChild<QPushButton *>(u"compareModels"_s)->click();
    QVERIFY(eventually([this] { return pane(1).source()->isListed(); }));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    page().act(Page::Command::Focus);
    const QWidget *first = window.focusWidget();
    QStringList stops;
    do {
        QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
        stops << window.focusWidget()->objectName();
    } while (window.focusWidget() != first && stops.size() < 60);
    const QStringList wanted{u"onlyInOneList"_s, u"gateways"_s, u"modeBadge"_s, u"refreshModels"_s,
        u"closeModels"_s, u"modelTable"_s, u"gateways"_s, u"modeBadge"_s, u"refreshModels"_s,
        u"closeModels"_s, u"modelTable"_s};
    QCOMPARE(stops.first(wanted.size()), wanted);
    QCOMPARE(stops.last(), u"modelSearch"_s);
}

QTEST_MAIN(TestModelsPage)
#include "tst_modelspage.moc"
