// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "client/chatclient.h"
#include "ui/comparison/comparison.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/compose/promptlibrarydialog.h"
#include "ui/copyguard.h"
#include "ui/editactions.h"
#include "ui/endpoints/embeddingspage.h"
#include "ui/endpoints/imagespage.h"
#include "ui/endpoints/modelspage.h"
#include "ui/endpoints/speechpage.h"
#include "ui/endpoints/transcriptionpage.h"
#include "ui/inspect/inspector.h"
#include "ui/playground/captureopener.h"
#include "ui/playground/forgetquestion.h"
#include "ui/playground/lanearrangement.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/lanepages.h"
#include "ui/playground/pages.h"
#include "ui/playground/parametersdock.h"
#include "ui/playground/presetsdialog.h"
#include "ui/playground/promptgriddialog.h"
#include "ui/playground/promptsender.h"
#include "ui/playground/prompttarget.h"
#include "ui/playground/scrolllink.h"
#include "ui/playground/sharedparameters.h"
#include "ui/playground/toolresults.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shortcutlist.h"
#include "view/base/mnemonic.h"
#include "view/base/windowsize.h"
#include "workspace/appsettings.h"
#include "workspace/proxysettings.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// A main window that is a part of this one. Without `Qt::Widget` it would open separately.
QMainWindow *makeDocks(QWidget *parent)
{
    auto *docks = new QMainWindow(parent);
    docks->setWindowFlags(Qt::Widget);
    return docks;
}

} // namespace

MainWindow::MainWindow(
    ChatClient *client, TargetResolver *resolver, const QList<Fault> &faults, QWidget *parent)
    : QMainWindow(parent)
    , m_client(client)
    , m_resolver(resolver)
    , m_pages(new Pages({LanePage::pageKind(LanePage::share(client, resolver, faults, this)),
          ModelsPage::pageKind(client, resolver), EmbeddingsPage::pageKind({client, resolver, faults}),
          ImagesPage::pageKind({client, resolver, faults}), SpeechPage::pageKind({client, resolver, faults}),
          TranscriptionPage::pageKind({client, resolver, faults})}))
    , m_lanePages(new LanePages(m_pages, resolver, this))
    , m_captures(new CaptureOpener(resolver, m_lanePages, this))
    , m_docks(makeDocks(this))
    , m_parameters(new ParametersDock(resolver))
    , m_comparison(new Comparison(client, resolver, m_docks))
    , m_inspector(new Inspector(client, resolver, m_docks))
    , m_ofLanes(new QActionGroup(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(QIcon(u":/icons/parlance.svg"_s));
    buildBody();
    setMinimumSize(480, 360);
    m_ofLanes->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildLaneMenu();
    buildPageMenu();
    buildCompareMenu();
    buildHelpMenu();
    buildMemoryBadge();
    connectPages();
    connect(m_captures, &CaptureOpener::read, this, &MainWindow::captureRead);
    connect(m_comparison, &Comparison::inspectRequested, m_inspector, &Inspector::inspect);
    connect(this, &MainWindow::settingsApplied, m_lanePages, &LanePages::refreshNumbers);
    new CopyGuard(client, resolver, this);
    client->setProxies(keptProxies());
    client->calls().setBudget(Settings::callMemory().value() * CallLog::Megabyte);
    if (!restoreGeometry(Settings::windowGeometry().value()))
        resizeOnScreen(*this, {1200, 800});
    page()->act(Page::Command::Focus);
}

void MainWindow::buildBody()
{
    m_docks->setObjectName(u"docks"_s);
    m_docks->setCentralWidget(m_pages);
    m_docks->setMinimumSize(1, 1); // a low window takes room from the pages, not from the foot
    m_docks->addDockWidget(Qt::RightDockWidgetArea, m_parameters);
    m_parameters->hide();
    m_docks->addDockWidget(Qt::BottomDockWidgetArea, m_inspector);
    m_inspector->hide();
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_docks, 1);
    setCentralWidget(body);
}

/// Shows what the current page puts below the docks, so that none of them moves it.
void MainWindow::showFoot(QWidget *foot)
{
    if (foot == m_foot)
        return;
    const bool hadFocus = m_foot && m_foot->isAncestorOf(focusWidget());
    if (m_foot)
        m_foot->hide();
    m_foot = foot;
    if (foot && foot->parentWidget() != centralWidget())
        centralWidget()->layout()->addWidget(foot);
    if (foot)
        foot->show();
    if (hadFocus)
        page()->act(Page::Command::Focus);
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
    connect(m_lanePages, &LanePages::parametersRequested, m_parameters, &ParametersDock::open);
    connect(m_lanePages, &LanePages::libraryRequested, this, &MainWindow::openPromptLibrary);
    connect(m_pages, &Pages::currentChanged, this, &MainWindow::follow);
    connect(m_pages, &Pages::currentStateChanged, this, &MainWindow::showCommands);
    connect(m_pages, &Pages::currentNameChanged, this, &MainWindow::showTitle);
    connect(this, &MainWindow::settingsApplied, this, [this] { page()->showZoom(); });
    follow(page());
}

void MainWindow::follow(Page *page)
{
    LanePage *lanes = lanePage();
    m_parameters->setPage(lanes);
    m_comparison->setPage(lanes);
    m_inspector->setPage(page);
    page->showZoom(); // the settings may have changed meanwhile
    showFoot(page->foot());
    m_ofLanes->setEnabled(lanes);
    if (lanes)
        m_scrollTogether->setChecked(lanes->scrollLink()->isEnabled());
    showTitle();
    showCommands();
}

void MainWindow::showTitle()
{
    setWindowTitle(tr("%1 — Parlance").arg(m_pages->nameOf(page())));
}

void MainWindow::showCommands()
{
    m_run->setText(page()->runText());
    for (const auto &[command, action] : std::as_const(m_commands))
        action->setEnabled(page()->can(command));
}

Page *MainWindow::page() const
{
    return m_pages->current();
}

LanePage *MainWindow::lanePage() const
{
    return m_lanePages->current();
}

void MainWindow::openLanes(const QList<LaneChoice> &choices)
{
    for (const LaneChoice &choice : choices)
        m_lanePages->show()->arrangement()->add(choice);
}

void MainWindow::replay(const QString &path)
{
    m_captures->open(path);
}

void MainWindow::restoreLanes()
{
    m_pages->restore(Settings::pages().value());
    if (lanePage() && lanePage()->lanes().isEmpty())
        lanePage()->begin(nullptr);
    connect(m_pages, &Pages::changed, this, [this] {
        if (const QStringList kept = m_pages->kept(); kept != Settings::pages().value())
            Settings::pages().set(kept);
    });
}

/// Adds an action that the current page carries out, while it can.
QAction *MainWindow::addCommand(
    QMenu *menu, Page::Command command, const QString &text, const QKeySequence &key)
{
    QAction *action = menu->addAction(text, key, this, [this, command] { page()->act(command); });
    m_commands.append({command, action});
    return action;
}

/// Adds an action for pages of lanes.
QAction *MainWindow::addOfLanes(
    QMenu *menu, const QString &text, const QKeySequence &key, void (*act)(LanePage &page))
{
    QAction *action = menu->addAction(text, key, this, [this, act] { act(*lanePage()); });
    m_ofLanes->addAction(action);
    return action;
}

void MainWindow::showChecked(QMenu *menu, QAction *action, bool (*isOn)(const LanePage &page))
{
    action->setCheckable(true);
    connect(menu, &QMenu::aboutToShow, action,
        [this, action, isOn] { action->setChecked(lanePage() && isOn(*lanePage())); });
}

void MainWindow::buildFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    addCommand(menu, Page::Command::Clear, tr("&New conversation"), QKeySequence::New);
    menu->addAction(
        tr("&Replay a capture…"), QKeySequence(u"Ctrl+Shift+O"_s), m_captures, &CaptureOpener::ask);
    menu->addSeparator();
    QAction *save = addCommand(menu, Page::Command::Export, tr("&Export…"), QKeySequence::Save);
    QAction *print = addCommand(menu, Page::Command::Print, tr("&Print…"), QKeySequence::Print);
    connect(menu, &QMenu::aboutToShow, this, [this, save, print] {
        const QString name = escapedAmpersands(page()->exportName());
        save->setText(name.isEmpty() ? tr("&Export…") : tr("&Export %1…").arg(name));
        print->setText(name.isEmpty() ? tr("&Print…") : tr("&Print %1…").arg(name));
    });
    menu->addSeparator();
    menu->addAction(tr("&Settings…"), QKeySequence(u"Ctrl+,"_s), this, &MainWindow::openSettings);
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), this, &QWidget::close);
}

void MainWindow::buildEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    const auto canUndo = [this] {
        return page()->can(Page::Command::Undo);
    };
    const auto undo = [this] {
        page()->act(Page::Command::Undo);
    };
    new EditActions(menu, {.isPossible = canUndo, .act = undo});
    menu->addSeparator();
    addCommand(menu, Page::Command::Focus, tr("&Focus prompt"), QKeySequence(u"Ctrl+L"_s));
    addOfLanes(menu, tr("&Edit last prompt…"), QKeySequence(u"Ctrl+Up"_s),
        [](LanePage &page) { page.promptTarget()->editLast(); });
    m_ofLanes->addAction(menu->addAction(
        tr("Prompt &library…"), QKeySequence(u"Ctrl+Shift+I"_s), this, &MainWindow::openPromptLibrary));
    menu->addSeparator();
    addCommand(menu, Page::Command::Find, tr("&Find…"), QKeySequence::Find);
    addCommand(menu, Page::Command::FindNext, tr("Find &next"), QKeySequence(Qt::Key_F3));
    addCommand(menu, Page::Command::FindPrevious, tr("Find &previous"), QKeySequence(u"Shift+F3"_s));
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
    m_ofLanes->addAction(
        menu->addAction(tr("&Tools…"), QKeySequence(Qt::Key_F8), m_parameters, &ParametersDock::editTools));
    m_inspector->addActions(menu);
}

void MainWindow::buildLaneMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Lane"));
    addOfLanes(menu, tr("&Add lane"), QKeySequence(u"Ctrl+Shift+T"_s),
        [](LanePage &page) { page.arrangement()->addNext(); });
    addOfLanes(menu, tr("&Duplicate lane"), QKeySequence(u"Ctrl+D"_s),
        [](LanePage &page) { page.arrangement()->duplicate(page.currentLane()); });
    addOfLanes(menu, tr("&Close lane"), QKeySequence(u"Ctrl+Shift+W"_s),
        [](LanePage &page) { page.closeCurrentLane(); });
    menu->addSeparator();
    addOfLanes(menu, tr("Choose a &model…"), QKeySequence(Qt::Key_F4),
        [](LanePage &page) { page.currentLane()->pickTier(); });
    buildPlaceActions(menu);
    menu->addSeparator();
    addOfLanes(menu, tr("Ask &only this lane…"), QKeySequence(u"Ctrl+Shift+L"_s),
        [](LanePage &page) { page.promptTarget()->set(page.currentLane()); });
    QAction *mute = addOfLanes(menu, tr("M&ute lane"), QKeySequence(u"Ctrl+M"_s),
        [](LanePage &page) { page.currentLane()->toggleMuted(); });
    showChecked(menu, mute, [](const LanePage &page) { return page.currentLane()->isMuted(); });
    addOfLanes(menu, tr("Give a tool &result…"), QKeySequence(Qt::Key_F6),
        [](LanePage &page) { static_cast<void>(page.toolResults()->edit()); });
    addOfLanes(menu, tr("Ask a&gain in all lanes"), QKeySequence(u"Ctrl+R"_s),
        [](LanePage &page) { page.promptSender()->regenerate(); });
}

void MainWindow::buildPlaceActions(QMenu *menu)
{
    QAction *maximize = addOfLanes(menu, tr("Ma&ximize lane"), QKeySequence(u"Ctrl+Shift+M"_s),
        [](LanePage &page) { page.arrangement()->toggleMaximized(page.currentLane()); });
    showChecked(menu, maximize, [](const LanePage &page) { return page.arrangement()->isMaximized(); });
    addOfLanes(menu, tr("Move &left"), QKeySequence(u"Ctrl+Shift+PgUp"_s),
        [](LanePage &page) { page.arrangement()->moveCurrent(-1); });
    addOfLanes(menu, tr("Move &right"), QKeySequence(u"Ctrl+Shift+PgDown"_s),
        [](LanePage &page) { page.arrangement()->moveCurrent(1); });
}

void MainWindow::buildCompareMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Compare"));
    m_comparison->addActions(menu);
    for (QAction *action : menu->actions()) {
        if (!action->isSeparator() && !action->isCheckable()) // the dock's own follows the dock
            m_ofLanes->addAction(action);
    }
}

/// The key for a new page is that of the first kind.
void MainWindow::buildNewMenu(QMenu *menu)
{
    m_pages->addKinds(menu);
    menu->actions().constFirst()->setShortcut(QKeySequence(u"Ctrl+T"_s));
}

void MainWindow::buildPageMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Page"));
    buildNewMenu(menu->addMenu(tr("&New")));
    menu->addAction(tr("&Rename page"), QKeySequence(Qt::Key_F2), m_pages, &Pages::editName);
    menu->addAction(
        tr("&Close page"), QKeySequence(u"Ctrl+W"_s), this, [this] { m_pages->requestClose(page()); });
    QAction *next = menu->addAction(tr("Ne&xt page"), this, [this] { m_pages->step(1); });
    next->setShortcuts({QKeySequence(u"Ctrl+Tab"_s), QKeySequence(u"Ctrl+PgDown"_s)});
    QAction *previous = menu->addAction(tr("Pre&vious page"), this, [this] { m_pages->step(-1); });
    previous->setShortcuts({QKeySequence(u"Ctrl+Shift+Tab"_s), QKeySequence(u"Ctrl+PgUp"_s)});
    menu->addSeparator();
    m_run = addCommand(menu, Page::Command::Run, page()->runText(), QKeySequence(Qt::Key_F5));
    addCommand(menu, Page::Command::Stop, tr("S&top"), QKeySequence(Qt::Key_Escape));
    menu->addSeparator();
    QMenu *ladderMenu = menu->addMenu(tr("Side &by side"));
    for (const Preset &ladder : ladders())
        ladderMenu->addAction(ladder.name, m_lanePages, [this, ladder] { m_lanePages->openLadder(ladder); });
    m_ofLanes->addAction(
        menu->addAction(tr("&Presets…"), QKeySequence(u"Ctrl+Shift+P"_s), this, &MainWindow::openPresets));
    m_ofLanes->addAction(
        menu->addAction(tr("System prompts and &models…"), this, &MainWindow::openPromptGrid));
    menu->addSeparator();
    addOfLanes(menu, tr("&Equal widths"), {}, [](LanePage &page) { page.arrangement()->equalizeWidths(); });
    m_scrollTogether = menu->addAction(tr("&Scroll together"));
    m_scrollTogether->setCheckable(true);
    m_ofLanes->addAction(m_scrollTogether);
    connect(m_scrollTogether, &QAction::toggled, this,
        [this](bool on) { lanePage()->scrollLink()->setEnabled(on); });
}

void MainWindow::buildHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Handbook"), QKeySequence(Qt::Key_F1), this, &MainWindow::openHandbook);
    menu->addAction(tr("&Keyboard shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_F1), this, [this] {
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
        tr("Conversations, drafts, system prompts and tools exist only in this window; a preset "
           "keeps system prompts and tools, and the prompt library what you save there. Lanes and their "
           "other parameters are kept for the next start."));
    menuBar()->setCornerWidget(badge);
}

/// It stays open beside the window.
void MainWindow::openHandbook()
{
    if (!m_readHandbook)
        return;
    if (!m_handbook) {
        m_handbook = new HandbookWindow(m_readHandbook(), this);
        m_handbook->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_handbook->show();
    m_handbook->raise();
    m_handbook->activateWindow();
}

void MainWindow::openPresets()
{
    Preset page = m_lanePages->presetOf(lanePage());
    page.prompt = lanePage()->promptBar()->editor()->toPlainText();
    auto *dialog =
        new PresetsDialog(PresetStore(PresetStore::userFolder()), page, m_resolver->catalog(), this);
    connect(dialog, &PresetsDialog::chosen, m_lanePages, &LanePages::open);
    dialog->open();
}

void MainWindow::openPromptGrid()
{
    auto *dialog = new PromptGridDialog(lanePage()->preset({}).lanes, m_resolver->catalog(), this);
    connect(dialog, &QDialog::accepted, m_lanePages,
        [this, dialog] { m_lanePages->open({.name = tr("System prompts"), .lanes = dialog->lanes()}); });
    dialog->open();
}

void MainWindow::openPromptLibrary()
{
    LanePage *page = lanePage();
    PromptEditor *editor = page->promptBar()->editor();
    auto *dialog = new PromptLibraryDialog(PromptLibrary(),
        {.prompt = editor->toPlainText(), .system = page->currentLane()->parameters().system}, this);
    connect(dialog, &PromptLibraryDialog::insertRequested, editor, [editor](const QString &text) {
        editor->pasteText(text);
        editor->setFocus();
    });
    connect(dialog, &PromptLibraryDialog::systemRequested, page, [page](const QString &text) {
        LaneParameters parameters = page->currentLane()->parameters();
        parameters.system = text;
        page->parameters()->set(parameters);
    });
    dialog->open();
}

SettingsDialog *MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_client, m_resolver, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::applied, this, &MainWindow::settingsApplied);
    connect(dialog, &SettingsDialog::gatewayEntered, this,
        [this](const QString &gatewayId) { page()->goLive(gatewayId); });
    dialog->showGateway(page()->gatewayId());
    dialog->open();
    return dialog;
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Parlance"),
        tr("<b>Parlance %1</b><p>A native playground for chat APIs. Conversations are kept in memory only."
           "<p>With Qt %2, KSyntaxHighlighting and md4c."
           "<p>Free software: you may use, change and share it under the GNU General Public License, version "
           "3 "
           "or later (GPL-3.0-or-later), without any warranty: <a href=\"%3\">www.gnu.org/licenses</a>")
            .arg(QStringLiteral(PARLANCE_VERSION), QString::fromLatin1(qVersion()),
                u"https://www.gnu.org/licenses/gpl-3.0.html"_s));
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
