// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison.h"

#include "client/chatclient.h"
#include "client/chatsession.h"
#include "client/questions.h"
#include "ui/comparison/answerversions.h"
#include "ui/comparison/blindcover.h"
#include "ui/comparison/comparisonexport.h"
#include "ui/comparison/differencedialog.h"
#include "ui/comparison/repeatdialog.h"
#include "ui/comparison/scoreboardpanel.h"
#include "ui/comparison/toolcallsdialog.h"
#include "ui/comparison/versionsdialog.h"
#include "ui/comparison/wiredialog.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/export/saveas.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/offereddock.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"
#include "workspace/lanechoice.h"
#include "workspace/words/metrictext.h"

#include <QDir>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString outcomeOf(const Call &call)
{
    const QString state = MetricText::state(call.reply.state);
    const QString message = call.reply.error ? call.reply.error->message : QString();
    QString outcome = message.isEmpty() ? state : u"%1: %2"_s.arg(state, message);
    if (call.bytesDropped)
        outcome += u'\n' + Comparison::tr("its bytes were dropped to make room for newer calls");
    return outcome;
}

/// The call of the newest reply, or else the next call.
WireLane wireLaneOf(const Lane &lane, const QString &question)
{
    const Conversation &conversation = lane.session()->conversation();
    const bool isShown = conversation.last() != Conversation::Root;
    const auto newest = isShown ? conversation.turn(conversation.last()).call : nullptr;
    if (newest && (newest->isReplay || choiceOf(*newest) == lane.choice()))
        return {.name = {}, .call = newest, .outcome = outcomeOf(*newest)};
    return {.name = {},
        .call = lane.connection()->nextCall(question),
        .outcome = Comparison::tr("no answer yet")};
}

/// As it was typed, with its variables; empty without one.
QString lastPromptOf(const QList<Lane *> &lanes)
{
    for (const Lane *lane : lanes) {
        const Conversation &conversation = lane->session()->conversation();
        const Conversation::TurnId last = lastQuestion(conversation);
        if (last != Conversation::Root)
            return conversation.turn(last).asTyped().text();
    }
    return {};
}

void tellSaved(QWidget *window, const QString &path)
{
    auto *box = new QMessageBox(QMessageBox::Information, Comparison::tr("Export the comparison"),
        Comparison::tr("Saved to %1").arg(QDir::toNativeSeparators(path)), QMessageBox::Ok, window);
    box->setObjectName(u"comparisonSaved"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

Comparison::Comparison(ChatClient *client, const TargetResolver *resolver, QMainWindow *docks)
    : QObject(docks)
    , m_client(client)
    , m_resolver(resolver)
    , m_docks(docks)
    , m_window(static_cast<QMainWindow *>(docks->window()))
    , m_scoreboard(new ScoreboardPanel)
    , m_dock(new QDockWidget(tr("Scoreboard"), docks))
    , m_cover(new BlindCover(m_window))
{
    m_dock->setObjectName(u"scoreboardDock"_s);
    m_dock->setTitleBarWidget(new QWidget); // the panel has a heading
    m_dock->setWidget(m_scoreboard);
    m_dock->hide();
    m_docks->addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    connect(m_scoreboard, &ScoreboardPanel::inspectRequested, this,
        [this](int row) { Q_EMIT inspectRequested(laneAnswersOf(lanes()).at(row).call); });
    m_update.setSingleShot(true);
    connect(&m_update, &QTimer::timeout, this, &Comparison::showNumbers);
    connect(m_dock, &QDockWidget::visibilityChanged, &m_update, qOverload<>(&QTimer::start));
}

void Comparison::setPage(LanePage *page)
{
    if (m_page)
        disconnect(m_page, nullptr, this, nullptr);
    m_page = page;
    setOffered(*m_dock, page);
    if (page)
        connect(page, &LanePage::lanesChanged, this, &Comparison::watchLanes);
    watchLanes();
}

QList<Lane *> Comparison::lanes() const
{
    return m_page ? m_page->lanes() : QList<Lane *>();
}

void Comparison::watchLanes()
{
    for (const Lane *lane : lanes()) {
        disconnect(lane, nullptr, &m_update, nullptr);
        connect(lane, &Lane::busyChanged, &m_update, qOverload<>(&QTimer::start));
        connect(lane, &Lane::conversationChanged, &m_update, qOverload<>(&QTimer::start));
        const ReaderRequests *requests = lane->view()->requests();
        disconnect(requests, nullptr, this, nullptr);
        connect(requests, &ReaderRequests::compareRequested, this,
            [this, lane](int turn) { openVersions(*lane, turn); });
    }
    m_update.start();
}

void Comparison::showNumbers()
{
    if (m_wire)
        m_wire->setLanes(wireLanes(), redaction());
    showCalls();
    if (!m_dock->isVisible() && !m_difference)
        return;
    m_scoreboard->show(scoreboardOf(laneAnswersOf(lanes())));
    makeRoom();
    if (m_difference)
        m_difference->setAnswers(candidatesOf(lanes()));
}

/// Makes room for all lanes at once, so that the layout does not move with each answer. Otherwise keeps the
/// height that the user set.
void Comparison::makeRoom()
{
    const qsizetype rows = lanes().size();
    if (!m_dock->isVisible() || std::exchange(m_rows, rows) == rows)
        return;
    const int height = qMin(m_scoreboard->heightFor(rows), m_docks->height() / 3);
    m_docks->resizeDocks({m_dock}, {height}, Qt::Vertical);
}

void Comparison::addActions(QMenu *menu)
{
    QAction *toggle = m_dock->toggleViewAction();
    toggle->setText(tr("&Scoreboard"));
    toggle->setShortcut(QKeySequence(u"Ctrl+B"_s));
    menu->addAction(toggle);
    menu->addSeparator();
    menu->addAction(tr("&Repeat a prompt…"), this, &Comparison::openRepeat);
    menu->addAction(
        tr("&Differences and votes"), QKeySequence(u"Ctrl+Shift+D"_s), this, &Comparison::openDifference);
    QAction *versions = menu->addAction(tr("&Versions"), this, [this] {
        const Lane &lane = *m_page->currentLane();
        openVersions(lane, lastWithAnswerVersions(lane.session()->conversation()));
    });
    menu->addAction(tr("&Wire differences"), this, &Comparison::openWire);
    menu->addAction(tr("&Tool calls"), this, &Comparison::openCalls);
    menu->addSeparator();
    QAction *save = menu->addAction(tr("&Export the comparison…"), this, &Comparison::exportComparison);
    connect(menu, &QMenu::aboutToShow, save, [this, save, versions] {
        save->setEnabled(!laneAnswersOf(lanes()).isEmpty());
        versions->setEnabled(
            m_page &&
            lastWithAnswerVersions(m_page->currentLane()->session()->conversation()) != Conversation::Root);
    });
}

void Comparison::openRepeat()
{
    auto *dialog = new RepeatDialog(m_client, m_resolver, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QString typed = m_page->promptBar()->editor()->toPlainText();
    dialog->setLanes(lanes(), typed.isEmpty() ? lastPromptOf(lanes()) : typed);
    dialog->show();
}

void Comparison::openDifference()
{
    if (!m_difference) {
        m_difference = new DifferenceDialog(&m_tally, QRandomGenerator::global()->generate(), m_window);
        m_difference->setAttribute(Qt::WA_DeleteOnClose);
        m_difference->setAnswers(candidatesOf(lanes()));
        connect(m_difference, &DifferenceDialog::blindChanged, this, &Comparison::setBlind);
        connect(m_difference, &QDialog::finished, m_cover, &QWidget::hide);
    }
    m_difference->show();
    m_difference->raise();
    m_difference->activateWindow();
}

/// Closes the wire differences and the calls, too: they would reveal the names.
void Comparison::setBlind(bool blind)
{
    m_cover->setVisible(blind);
    if (!blind)
        return;
    if (m_wire)
        m_wire->close();
    if (m_calls)
        m_calls->close();
}

QList<WireLane> Comparison::wireLanes() const
{
    const QList<LaneAnswer> candidates = candidatesOf(lanes());
    QList<WireLane> wireLanes;
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        const Lane &lane = *lanes().at(i);
        if (!lane.connection()->target().dialect)
            continue;
        wireLanes << wireLaneOf(lane, m_page->promptBar()->editor()->toPlainText());
        wireLanes.last().name = candidates.at(i).name;
    }
    return wireLanes;
}

Redaction Comparison::redaction() const
{
    return redactionOf(m_client->calls(), *m_resolver);
}

/// Does nothing for `Root`, or without two versions.
void Comparison::openVersions(const Lane &lane, Conversation::TurnId turn)
{
    const Conversation &conversation = lane.session()->conversation();
    const QList<AnswerVersion> versions =
        turn == Conversation::Root ? QList<AnswerVersion>() : answerVersions(conversation, turn);
    if (versions.size() > 1)
        (new VersionsDialog(versions, redaction(), m_window))->open();
}

void Comparison::openWire()
{
    if (!m_wire) {
        m_wire = new WireDialog(m_window);
        m_wire->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_wire, &WireDialog::inspectRequested, this, &Comparison::inspectRequested);
    }
    m_wire->setLanes(wireLanes(), redaction());
    m_wire->show();
    m_wire->raise();
    m_wire->activateWindow();
}

void Comparison::openCalls()
{
    if (!m_calls) {
        m_calls = new ToolCallsDialog(m_window);
        m_calls->setAttribute(Qt::WA_DeleteOnClose);
    }
    showCalls();
    m_calls->show();
    m_calls->raise();
    m_calls->activateWindow();
}

void Comparison::showCalls()
{
    if (!m_calls)
        return;
    QList<LaneRounds> rounds;
    for (const Lane *lane : lanes())
        rounds.append({.name = m_page->nameOf(lane), .rounds = callRoundsOf(*lane)});
    m_calls->setLanes(rounds);
}

void Comparison::exportComparison()
{
    const auto document = [this] { // with the content at the time of saving
        return ComparisonExport(laneAnswersOf(lanes()), redaction(), stillAnswering(lanes()));
    };
    const auto path = SaveAs::ask(m_window, tr("Export the comparison"), u"comparison"_s,
        {{.suffix = u"html"_s,
             .name = tr("Web page"),
             .write =
                 [&document] {
                     return document().toHtml().toUtf8();
                 }},
            {.suffix = u"md"_s,
                .name = tr("Markdown"),
                .write =
                    [&document] {
                        return document().toMarkdown().toUtf8();
                    }},
            {.suffix = u"json"_s, .name = tr("JSON"), .write = [&document] {
                 return document().toJson().toUtf8();
             }}});
    if (path)
        tellSaved(m_window, *path);
}

} // namespace Parlance
