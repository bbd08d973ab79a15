// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison.h"

#include "client/chatsession.h"
#include "client/exchange.h"
#include "ui/comparison/comparisonexport.h"
#include "ui/comparison/curtain.h"
#include "ui/comparison/differencedialog.h"
#include "ui/comparison/repeatdialog.h"
#include "ui/comparison/saveas.h"
#include "ui/comparison/scoreboardpanel.h"
#include "ui/comparison/wiredialog.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "workspace/words/figuretext.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

Message questionOf(const LanePage &page)
{
    return Message::of(Role::User, page.promptBar()->editor()->toPlainText());
}

QString outcomeOf(const Reply &reply)
{
    const QString state = FigureText::state(reply.state);
    return reply.error && !reply.error->message.isEmpty() ? u"%1: %2"_s.arg(state, reply.error->message)
                                                          : state;
}

/// The request is the one that the newest reply answers, or else the next one as it stands.
WireLane wireLaneOf(const Lane &lane, const LanePage &page)
{
    const ChatSession &session = *lane.session();
    WireLane wire{.name = {},
        .gateway = lane.gateway().fullName(),
        .target = lane.target(),
        .request = session.parameters(),
        .answer = {},
        .outcome = Comparison::tr("no answer yet"),
        .secrets = lane.secrets()};
    const auto contestant = newestOf(lane);
    if (!contestant || contestant->asked != lane.choice()) {
        wire.request.messages = session.history();
        wire.request.messages.append(questionOf(page));
        return wire;
    }
    wire.request = contestant->request;
    wire.outcome = outcomeOf(contestant->reply);
    const bool running = contestant->reply.state == Reply::State::Streaming;
    if (session.exchange() && (running || session.exchange()->reply() == contestant->reply)) {
        wire.target = lane.sentTarget();
        wire.answer = session.exchange()->recording();
    } else {
        wire.outcome += u'\n' + Comparison::tr("its bytes are kept for the newest answer only");
    }
    return wire;
}

} // namespace

Comparison::Comparison(ChatClient *client, const Connections *connections, QMainWindow *window)
    : QObject(window)
    , m_client(client)
    , m_connections(connections)
    , m_window(window)
    , m_scoreboard(new ScoreboardPanel)
    , m_dock(new QDockWidget(tr("Scoreboard"), window))
    , m_curtain(new Curtain(window))
{
    m_dock->setObjectName(u"scoreboardDock"_s);
    m_dock->setTitleBarWidget(new QWidget); // the panel has a heading of its own
    m_dock->setWidget(m_scoreboard);
    m_dock->hide();
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    m_update.setSingleShot(true);
    connect(&m_update, &QTimer::timeout, this, &Comparison::showNumbers);
    connect(m_dock, &QDockWidget::visibilityChanged, &m_update, qOverload<>(&QTimer::start));
}

void Comparison::setPage(LanePage *page)
{
    if (m_page)
        disconnect(m_page, nullptr, this, nullptr);
    m_page = page;
    if (!page)
        return;
    connect(page, &LanePage::lanesChanged, this, &Comparison::watchLanes);
    watchLanes();
}

void Comparison::watchLanes()
{
    for (const Lane *lane : m_page->lanes()) {
        disconnect(lane, nullptr, &m_update, nullptr);
        connect(lane, &Lane::busyChanged, &m_update, qOverload<>(&QTimer::start));
        connect(lane, &Lane::conversationChanged, &m_update, qOverload<>(&QTimer::start));
    }
    m_update.start();
}

void Comparison::showNumbers()
{
    if (m_page && m_wire)
        m_wire->setLanes(wireLanes());
    if (!m_page || (!m_dock->isVisible() && !m_difference))
        return;
    m_scoreboard->show(scoreboardOf(contestantsOf(m_page->lanes())));
    makeRoom();
    if (m_difference)
        m_difference->setContestants(candidatesOf(m_page->lanes()));
}

/// For all lanes at once, so that the lanes do not move with each answer; the user's own height stays
/// otherwise.
void Comparison::makeRoom()
{
    const qsizetype lanes = m_page->lanes().size();
    if (!m_dock->isVisible() || std::exchange(m_rows, lanes) == lanes)
        return;
    const int height = qMin(m_scoreboard->heightFor(lanes), m_window->height() / 3);
    m_window->resizeDocks({m_dock}, {height}, Qt::Vertical);
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
        tr("&Differences and votes…"), QKeySequence(u"Ctrl+Shift+D"_s), this, &Comparison::openDifference);
    menu->addAction(tr("&Wire differences…"), this, &Comparison::openWire);
    menu->addSeparator();
    QAction *save = menu->addAction(tr("&Export the comparison…"), this, &Comparison::exportComparison);
    connect(menu, &QMenu::aboutToShow, save,
        [this, save] { save->setEnabled(m_page && !contestantsOf(m_page->lanes()).isEmpty()); });
}

void Comparison::openRepeat()
{
    auto *dialog = new RepeatDialog(m_client, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QString prompt = m_page->promptBar()->editor()->toPlainText();
    if (const auto last = contestantsOf(m_page->lanes()); prompt.isEmpty() && !last.isEmpty())
        prompt = last.first().prompt;
    dialog->setLanes(m_page->lanes(), prompt);
    dialog->show();
}

void Comparison::openDifference()
{
    if (!m_difference) {
        m_difference = new DifferenceDialog(&m_tally, QRandomGenerator::global()->generate(), m_window);
        m_difference->setAttribute(Qt::WA_DeleteOnClose);
        m_difference->setContestants(candidatesOf(m_page->lanes()));
        connect(m_difference, &DifferenceDialog::blindChanged, this, &Comparison::setBlind);
        connect(m_difference, &QDialog::finished, m_curtain, &QWidget::hide);
    }
    m_difference->show();
    m_difference->raise();
    m_difference->activateWindow();
}

/// What the wire differences say would tell the names as the lanes would.
void Comparison::setBlind(bool blind)
{
    m_curtain->setVisible(blind);
    if (!blind)
        return;
    if (m_wire)
        m_wire->close();
}

QList<WireLane> Comparison::wireLanes() const
{
    const QList<Contestant> candidates = candidatesOf(m_page->lanes());
    QList<WireLane> lanes;
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        const Lane &lane = *m_page->lanes().at(i);
        if (!lane.target().dialect)
            continue;
        lanes << wireLaneOf(lane, *m_page);
        lanes.last().name = candidates.at(i).name;
    }
    return lanes;
}

void Comparison::openWire()
{
    if (!m_wire) {
        m_wire = new WireDialog(m_window);
        m_wire->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_wire->setLanes(wireLanes());
    m_wire->show();
    m_wire->raise();
    m_wire->activateWindow();
}

void Comparison::exportComparison()
{
    const auto document = [this] { // as it is when it is saved
        return ComparisonExport(contestantsOf(m_page->lanes()), redactionOf(m_page->lanes(), *m_connections),
            stillAnswering(m_page->lanes()));
    };
    SaveAs::ask(m_window, tr("Export the comparison"), u"comparison"_s,
        {{.suffix = u"html"_s,
             .name = tr("Web page"),
             .write =
                 [&document] {
                     return document().toHtml();
                 }},
            {.suffix = u"md"_s,
                .name = tr("Markdown"),
                .write =
                    [&document] {
                        return document().toMarkdown();
                    }},
            {.suffix = u"json"_s, .name = tr("JSON"), .write = [&document] {
                 return document().toJson();
             }}});
}

void Comparison::refresh()
{
    if (!m_page)
        return;
    for (Lane *lane : m_page->lanes())
        lane->refreshNumbers();
    m_update.start();
}

/// A key may be another one now than when a lane was asked.
Redaction redactionOf(const QList<Lane *> &lanes, const Connections &connections)
{
    Redaction redaction;
    for (const Gateway &gateway : connections.catalog().gateways())
        redaction.add(connections.target(gateway, Connections::Mode::Live));
    for (const Lane *lane : lanes) {
        for (const Secret &key : lane->secrets())
            redaction.add(key);
    }
    return redaction;
}

} // namespace Parlance
