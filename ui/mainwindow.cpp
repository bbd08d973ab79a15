// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "client/chatclient.h"
#include "client/chatsession.h"
#include "ui/comparison/comparison.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/copyguard.h"
#include "ui/editactions.h"
#include "ui/export/exporter.h"
#include "ui/inspect/inspector.h"
#include "ui/playground/captureopener.h"
#include "ui/playground/forgetquestion.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/messageactions.h"
#include "ui/playground/pages.h"
#include "ui/playground/parametersdock.h"
#include "ui/playground/presetsdialog.h"
#include "ui/playground/promptsender.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/scrolllink.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shortcutlist.h"
#include "view/conversation/conversationview.h"
#include "workspace/appsettings.h"
#include "workspace/proxysettings.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Parlance {

MainWindow::MainWindow(
    ChatClient *client, TargetResolver *resolver, const QList<Fault> &faults, QWidget *parent)
    : QMainWindow(parent)
    , m_client(client)
    , m_resolver(resolver)
    , m_pages(new Pages(LanePage::share(client, resolver, faults, this)))
    , m_captures(new CaptureOpener(resolver, m_pages, this))
    , m_parameters(new ParametersDock)
    , m_comparison(new Comparison(client, resolver, this))
    , m_inspector(new Inspector(client, resolver, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Parlance"_s);
    setWindowIcon(QIcon(u":/icons/parlance.svg"_s));
    setCentralWidget(m_pages);
    addDockWidget(Qt::RightDockWidgetArea, m_parameters);
    m_parameters->hide();
    addDockWidget(Qt::BottomDockWidgetArea, m_inspector);
    m_inspector->hide();
    setMinimumSize(480, 360);
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildLaneMenu();
    buildPageMenu();
    m_comparison->addActions(menuBar()->addMenu(tr("&Compare")));
    buildHelpMenu();
    buildMemoryBadge();
    connectPages();
    connect(m_captures, &CaptureOpener::read, this, &MainWindow::captureRead);
    connect(m_comparison, &Comparison::inspectRequested, m_inspector, &Inspector::inspect);
    connect(this, &MainWindow::settingsApplied, m_comparison, &Comparison::refresh);
    new CopyGuard(client, resolver, this);
    client->setProxies(keptProxies());
    client->calls().setBudget(Settings::callMemory().value() * CallLog::Megabyte);
    if (!restoreGeometry(Settings::windowGeometry().value()))
        resize(1200, 800);
    page()->promptBar()->editor()->setFocus();
}

void MainWindow::connectPages()
{
    connect(m_pages, &Pages::settingsRequested, this,
        [this](const QString &gatewayId) { openSettings()->showBaseUrl(gatewayId); });
    connect(m_pages, &Pages::keyRequested, this,
        [this](const QString &gatewayId) { openSettings()->showKey(gatewayId); });
    const auto replayAll = [this](const QStringList &paths) {
        for (const QString &path : paths)
            replay(path);
    };
    connect(m_pages, &Pages::filesDropped, this, replayAll);
    connect(m_inspector, &Inspector::filesDropped, this, replayAll);
    connect(m_pages, &Pages::parametersRequested, m_parameters, &ParametersDock::open);
    connect(m_pages, &Pages::currentChanged, this, [this](LanePage *page) {
        m_parameters->setPage(page);
        m_comparison->setPage(page);
        m_inspector->setPage(page);
        m_scrollTogether->setChecked(page->scrollLink()->isEnabled());
    });
    m_parameters->setPage(page());
    m_comparison->setPage(page());
    m_inspector->setPage(page());
}

LanePage *MainWindow::page() const
{
    return m_pages->current();
}

void MainWindow::openLanes(const QList<LaneChoice> &choices)
{
    for (const LaneChoice &choice : choices)
        page()->arrangement()->add(choice);
}

void MainWindow::replay(const QString &path)
{
    m_captures->open(path);
}

void MainWindow::restoreLanes()
{
    m_pages->restore(Settings::pages().value());
    if (page()->lanes().isEmpty())
        page()->arrangement()->add(defaultChoice());
    connect(m_pages, &Pages::changed, this, [this] {
        if (const QStringList kept = m_pages->kept(); kept != Settings::pages().value())
            Settings::pages().set(kept);
    });
}

LaneChoice MainWindow::defaultChoice() const
{
    const Gateway &gateway = m_resolver->catalog().gateways().first();
    return {.gateway = gateway.id, .model = gateway.defaultModel(), .mode = TargetResolver::Mode::Demo};
}

void MainWindow::buildFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&New conversation"), QKeySequence::New, this, [this] { page()->requestClearAll(); });
    menu->addAction(
        tr("&Replay a capture…"), QKeySequence(u"Ctrl+Shift+O"_s), m_captures, &CaptureOpener::ask);
    menu->addSeparator();
    auto *exporter = new Exporter(
        [this] {
            ExportSource source = page()->currentLane()->exportSource();
            source.lane = exportedLane();
            return source;
        },
        this);
    const qsizetype before = menu->actions().size();
    exporter->addActions(menu);
    connect(menu, &QMenu::aboutToShow, this,
        [this, actions = menu->actions().sliced(before)] { nameExports(actions); });
    menu->addSeparator();
    menu->addAction(tr("&Settings…"), QKeySequence(u"Ctrl+,"_s), this, &MainWindow::openSettings);
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), this, &QWidget::close);
}

/// The name of the current lane, which is exported and printed, if there are several.
QString MainWindow::exportedLane() const
{
    return page()->lanes().size() > 1 ? page()->nameOf(page()->currentLane()) : QString();
}

void MainWindow::nameExports(const QList<QAction *> &actions) const
{
    const QString name = exportedLane().replace(u"&"_s, u"&&"_s);
    actions.at(0)->setText(name.isEmpty() ? tr("&Export…") : tr("&Export %1…").arg(name));
    actions.at(1)->setText(name.isEmpty() ? tr("&Print…") : tr("&Print %1…").arg(name));
}

void MainWindow::buildEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    const auto canUndo = [this] {
        return page()->currentLane() && page()->currentLane()->session()->canUndo();
    };
    const auto undo = [this] {
        page()->currentLane()->messageActions()->undo();
    };
    new EditActions(menu, {.isPossible = canUndo, .act = undo});
    menu->addSeparator();
    menu->addAction(tr("&Write a prompt"), QKeySequence(u"Ctrl+L"_s), this,
        [this] { page()->promptBar()->editor()->setFocus(); });
    menu->addAction(tr("&Edit the last question"), QKeySequence(u"Ctrl+Up"_s), this,
        [this] { page()->promptTarget()->editLast(); });
    menu->addSeparator();
    const auto find = [this, menu](
                          const QString &text, const QKeySequence &key, void (*act)(ConversationView &)) {
        menu->addAction(text, key, this, [this, act] { act(*page()->currentLane()->view()); });
    };
    find(tr("&Find…"), QKeySequence::Find, [](ConversationView &view) { view.find(); });
    find(tr("Find &next"), QKeySequence(Qt::Key_F3), [](ConversationView &view) { view.findNext(1); });
    find(
        tr("Find &previous"), QKeySequence(u"Shift+F3"_s), [](ConversationView &view) { view.findNext(-1); });
}

void MainWindow::buildViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    QAction *zoomIn = menu->addAction(tr("Zoom &in"), this, [this] { page()->zoomBy(1); });
    zoomIn->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    menu->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, this, [this] { page()->zoomBy(-1); });
    menu->addAction(tr("&Reset zoom"), QKeySequence(u"Ctrl+0"_s), this, [this] { page()->zoomBy(0); });
    menu->addSeparator();
    QAction *parameters = m_parameters->toggleViewAction();
    parameters->setText(tr("&Parameters"));
    parameters->setShortcut(QKeySequence(Qt::Key_F9));
    menu->addAction(parameters);
    m_inspector->addActions(menu);
}

void MainWindow::buildLaneMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Lane"));
    menu->addAction(tr("&Add a lane"), QKeySequence(u"Ctrl+Shift+T"_s), this,
        [this] { page()->arrangement()->addNext(); });
    menu->addAction(tr("&Duplicate the lane"), QKeySequence(u"Ctrl+D"_s), this,
        [this] { page()->arrangement()->duplicate(page()->currentLane()); });
    menu->addAction(
        tr("&Close the lane"), QKeySequence(u"Ctrl+Shift+W"_s), this, [this] { page()->closeCurrentLane(); });
    menu->addSeparator();
    menu->addAction(tr("Choose a &model…"), QKeySequence(Qt::Key_F4), this,
        [this] { page()->currentLane()->pickTier(); });
    buildPlaceActions(menu);
    menu->addSeparator();
    menu->addAction(tr("Ask &only this lane…"), QKeySequence(u"Ctrl+Shift+L"_s), this,
        [this] { page()->promptTarget()->set(page()->currentLane()); });
    menu->addAction(tr("M&ute or unmute"), QKeySequence(u"Ctrl+M"_s), this,
        [this] { page()->currentLane()->toggleMuted(); });
    menu->addAction(tr("Ask a&gain in all lanes"), QKeySequence(u"Ctrl+R"_s), this,
        [this] { page()->promptSender()->regenerate(); });
    menu->addAction(tr("&Stop all"), QKeySequence(Qt::Key_Escape), this, [this] { page()->escape(); });
}

void MainWindow::buildPlaceActions(QMenu *menu)
{
    menu->addAction(tr("Ma&ximize or show all"), QKeySequence(u"Ctrl+Shift+M"_s), this,
        [this] { page()->arrangement()->toggleMaximized(page()->currentLane()); });
    menu->addAction(tr("Move &left"), QKeySequence(u"Ctrl+Shift+PgUp"_s), this,
        [this] { page()->arrangement()->moveCurrent(-1); });
    menu->addAction(tr("Move &right"), QKeySequence(u"Ctrl+Shift+PgDown"_s), this,
        [this] { page()->arrangement()->moveCurrent(1); });
}

void MainWindow::buildPageMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Page"));
    menu->addAction(tr("&New page"), QKeySequence(u"Ctrl+T"_s), m_pages, &Pages::addPage);
    menu->addAction(tr("&Rename the page"), QKeySequence(Qt::Key_F2), m_pages, &Pages::editName);
    menu->addAction(
        tr("&Close the page"), QKeySequence(u"Ctrl+W"_s), this, [this] { m_pages->requestClose(page()); });
    QAction *next = menu->addAction(tr("Ne&xt page"), this, [this] { m_pages->step(1); });
    next->setShortcuts({QKeySequence(u"Ctrl+Tab"_s), QKeySequence(u"Ctrl+PgDown"_s)});
    QAction *previous = menu->addAction(tr("Pre&vious page"), this, [this] { m_pages->step(-1); });
    previous->setShortcuts({QKeySequence(u"Ctrl+Shift+Tab"_s), QKeySequence(u"Ctrl+PgUp"_s)});
    menu->addSeparator();
    QMenu *ladderMenu = menu->addMenu(tr("&Ladder"));
    for (const Preset &ladder : ladders())
        ladderMenu->addAction(ladder.name, m_pages, [this, ladder] { m_pages->openLadder(ladder); });
    menu->addAction(tr("&Presets…"), QKeySequence(u"Ctrl+Shift+P"_s), this, &MainWindow::openPresets);
    menu->addSeparator();
    menu->addAction(tr("&Equal widths"), this, [this] { page()->arrangement()->equalizeWidths(); });
    m_scrollTogether = menu->addAction(tr("&Scroll together"));
    m_scrollTogether->setCheckable(true);
    connect(
        m_scrollTogether, &QAction::toggled, this, [this](bool on) { page()->scrollLink()->setEnabled(on); });
}

void MainWindow::buildHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1), this, [this] {
        auto *list = new ShortcutList(menuBar(), this);
        list->setAttribute(Qt::WA_DeleteOnClose);
        list->open();
    });
    menu->addSeparator();
    menu->addAction(tr("&About Parlance"), this, &MainWindow::showAbout);
    menu->addAction(tr("About &Qt"), qApp, &QApplication::aboutQt);
}

void MainWindow::buildMemoryBadge()
{
    auto *badge = new QLabel(tr("●  In memory only"));
    badge->setObjectName(u"memoryBadge"_s);
    badge->setProperty("role", u"good"_s);
    badge->setContentsMargins(8, 4, 16, 0);
    badge->setToolTip(
        tr("Conversations, drafts and system prompts live in this window and nowhere else; a preset keeps a "
           "system prompt. Lanes and their other parameters are kept for the next start."));
    menuBar()->setCornerWidget(badge);
}

void MainWindow::openPresets()
{
    auto *dialog = new PresetsDialog(
        PresetStore(PresetStore::userFolder()), m_pages->presetOf(page()), m_resolver->catalog(), this);
    connect(dialog, &PresetsDialog::chosen, m_pages, &Pages::open);
    dialog->open();
}

SettingsDialog *MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_client, m_resolver, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::applied, this, &MainWindow::settingsApplied);
    connect(dialog, &SettingsDialog::gatewayEntered, this, [this](const QString &gatewayId) {
        page()->currentLane()->goLive(gatewayId);
        page()->promptBar()->editor()->setFocus();
    });
    dialog->showGateway(page()->currentLane()->gateway().id);
    dialog->open();
    return dialog;
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Parlance"),
        tr("<b>Parlance %1</b><p>A native playground for chat APIs. Conversations are kept in memory only."
           "<p>GPL-3.0-or-later")
            .arg(QStringLiteral(PARLANCE_VERSION)));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Settings::windowGeometry().set(saveGeometry());
    const Unsaved unsaved = m_pages->unsaved();
    if (m_leaving || !unsaved.isAny() || !Settings::asksBeforeForgetting().value())
        return QMainWindow::closeEvent(event);
    event->ignore();
    askToForget(this, tr("Quit Parlance?"), tr("&Quit"), unsaved, [this] {
        m_leaving = true;
        close();
    });
}

} // namespace Parlance
