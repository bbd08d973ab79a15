// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/comparison/comparison.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/conversation/conversationview.h"
#include "ui/editactions.h"
#include "ui/export/exporter.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "ui/settings/appsettings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shortcutlist.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Parlance {

MainWindow::MainWindow(ChatClient *client, Connections *connections, const QList<Fault> &faults, QWidget *parent)
    : QMainWindow(parent)
    , m_client(client)
    , m_connections(connections)
    , m_page(new LanePage(client, connections, faults))
    , m_comparison(new Comparison(client, connections, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Parlance"_s);
    setWindowIcon(QIcon(u":/icons/parlance.svg"_s));
    setCentralWidget(m_page);
    m_comparison->setPage(m_page);
    setMinimumSize(480, 360);
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildLaneMenu();
    m_comparison->addActions(menuBar()->addMenu(tr("&Compare")));
    buildHelpMenu();
    buildMemoryBadge();
    connect(m_page, &LanePage::settingsRequested, this,
        [this](const QString &gatewayId) { openSettings()->showGateway(gatewayId); });
    connect(m_page, &LanePage::keyRequested, this,
        [this](const QString &gatewayId) { openSettings()->showKey(gatewayId); });
    connect(this, &MainWindow::settingsApplied, m_comparison, &Comparison::refresh);
    if (!restoreGeometry(Settings::windowGeometry().value()))
        resize(1200, 800);
    m_page->promptBar()->editor()->setFocus();
}

void MainWindow::openLanes(const QList<LaneChoice> &choices)
{
    for (const LaneChoice &choice : choices)
        m_page->addLane(choice);
}

void MainWindow::restoreLanes()
{
    const QStringList kept = Settings::lanes().value();
    for (const QString &text : kept) {
        const std::optional<LaneChoice> choice = LaneChoice::fromString(text);
        if (choice && m_connections->catalog().find(choice->gateway))
            m_page->addLane(*choice);
    }
    if (m_page->lanes().isEmpty())
        m_page->addLane(defaultChoice());
    connect(m_page, &LanePage::lanesChanged, this, &MainWindow::saveLanes);
}

LaneChoice MainWindow::defaultChoice() const
{
    const Gateway &gateway = m_connections->catalog().gateways().first();
    return {.gateway = gateway.id, .model = gateway.defaultModel(), .mode = Connections::Mode::Demo};
}

void MainWindow::saveLanes() const
{
    QStringList texts;
    for (const Lane *lane : m_page->lanes())
        texts << lane->choice().toString();
    Settings::lanes().set(texts);
}

void MainWindow::buildFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&New conversation"), QKeySequence::New, m_page, &LanePage::clearAll);
    menu->addSeparator();
    auto *exporter = new Exporter([this] { return m_page->currentLane()->exportSource(); }, this);
    exporter->addActions(menu);
    menu->addSeparator();
    menu->addAction(tr("&Settings…"), QKeySequence(u"Ctrl+,"_s), this, &MainWindow::openSettings);
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), this, &QWidget::close);
}

void MainWindow::buildEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    new EditActions(menu);
    menu->addSeparator();
    menu->addAction(tr("&Write a prompt"), QKeySequence(u"Ctrl+L"_s), m_page->promptBar()->editor(),
        qOverload<>(&QWidget::setFocus));
    menu->addAction(tr("&Edit the last question"), QKeySequence(u"Ctrl+Up"_s), m_page, &LanePage::editLastQuestion);
    menu->addSeparator();
    const auto find = [this, menu](const QString &text, const QKeySequence &key, void (*act)(ConversationView &)) {
        menu->addAction(text, key, this, [this, act] {
            if (const Lane *lane = m_page->currentLane())
                act(*lane->view());
        });
    };
    find(tr("&Find…"), QKeySequence::Find, [](ConversationView &view) { view.find(); });
    find(tr("Find &next"), QKeySequence(Qt::Key_F3), [](ConversationView &view) { view.findNext(1); });
    find(tr("Find &previous"), QKeySequence(u"Shift+F3"_s), [](ConversationView &view) { view.findNext(-1); });
}

void MainWindow::buildViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    QAction *zoomIn = menu->addAction(tr("Zoom &in"), m_page, [this] { m_page->zoomBy(1); });
    zoomIn->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    menu->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, m_page, [this] { m_page->zoomBy(-1); });
    menu->addAction(tr("&Reset zoom"), QKeySequence(u"Ctrl+0"_s), m_page, [this] { m_page->zoomBy(0); });
}

void MainWindow::buildLaneMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Lane"));
    menu->addAction(tr("&Add a lane"), QKeySequence(u"Ctrl+T"_s), m_page, &LanePage::addNextLane);
    menu->addAction(tr("&Close the lane"), QKeySequence(u"Ctrl+W"_s), m_page, &LanePage::closeCurrentLane);
    menu->addSeparator();
    menu->addAction(tr("Ask a&gain"), QKeySequence(u"Ctrl+R"_s), m_page, &LanePage::regenerate);
    menu->addAction(tr("&Stop all"), QKeySequence(Qt::Key_Escape), m_page, &LanePage::stopAll);
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
    badge->setToolTip(tr("Conversations live in this window and nowhere else. Close it, and they are gone."));
    menuBar()->setCornerWidget(badge);
}

SettingsDialog *MainWindow::openSettings()
{
    auto *dialog = new SettingsDialog(m_client, m_connections, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::applied, this, &MainWindow::settingsApplied);
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
    QMainWindow::closeEvent(event);
}

} // namespace Parlance
