// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/handbookwindow.h"
#include "ui/playground/fault.h"
#include "ui/playground/page.h"

#include <QMainWindow>
#include <QPointer>
#include <functional>

class QActionGroup;

namespace Parlance {

class CaptureOpener;
class ChatClient;
class Comparison;
class Inspector;
class LanePage;
class LanePages;
class Pages;
class ParametersDock;
class SettingsDialog;

/// The window: puts pages, menus, docks and settings together, and knows no feature.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `resolver` and `client` must outlive the window; `faults` are the failures that the embedded gateway
    /// can show.
    MainWindow(ChatClient *client, TargetResolver *resolver, const QList<Fault> &faults = {},
        QWidget *parent = nullptr);

    /// Sets what reads the handbook, when somebody opens it.
    void setHandbook(const std::function<QList<HandbookPassage>()> &read) { m_readHandbook = read; }

    [[nodiscard]] Pages *pages() const { return m_pages; }
    [[nodiscard]] LanePages *lanePages() const { return m_lanePages; }
    /// The current page.
    [[nodiscard]] Page *page() const;
    /// The current page; null if it has no lanes.
    [[nodiscard]] LanePage *lanePage() const;

    /// Opens these lanes instead of those of the last run.
    void openLanes(const QList<LaneChoice> &choices);
    /// Plays the captures in this file in lanes on the current page of lanes, or says why it cannot.
    void replay(const QString &path);
    /// Opens the pages of the last run, or else one lane with the first tier of the first gateway, in demo
    /// mode.
    void restoreLanes();

Q_SIGNALS:
    /// A capture was read; see `CaptureOpener::read()`.
    void captureRead();
    void settingsApplied();

protected:
    /// Asks first if something would be lost.
    void closeEvent(QCloseEvent *event) override;

private:
    void connectPages();
    void follow(Page *page);
    void showTitle();
    void buildBody();
    void showFoot(QWidget *foot);
    void showCommands();
    QAction *addCommand(QMenu *menu, Page::Command command, const QString &text, const QKeySequence &key);
    /// Checks the action each time the menu opens.
    void showChecked(QMenu *menu, QAction *action, bool (*isOn)(const LanePage &page));
    QAction *addOfLanes(
        QMenu *menu, const QString &text, const QKeySequence &key, void (*act)(LanePage &page));
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildLaneMenu();
    void buildPlaceActions(QMenu *menu);
    void buildCompareMenu();
    void buildPageMenu();
    void buildNewMenu(QMenu *menu);
    void buildHelpMenu();
    void buildMemoryBadge();
    void openPresets();
    void openPromptGrid();
    void openPromptLibrary();
    SettingsDialog *openSettings();
    void openHandbook();
    void showAbout();

    ChatClient *m_client;
    TargetResolver *m_resolver;
    Pages *m_pages;
    LanePages *m_lanePages;
    CaptureOpener *m_captures;
    QMainWindow *m_docks;     ///< the part of the window above the foot: the pages, and docks around them
    QPointer<QWidget> m_foot; ///< of the current page
    ParametersDock *m_parameters;
    Comparison *m_comparison;
    Inspector *m_inspector;
    QActionGroup *m_ofLanes; ///< the actions that only a page of lanes can carry out
    QList<std::pair<Page::Command, QAction *>> m_commands;
    std::function<QList<HandbookPassage>()> m_readHandbook;
    QPointer<HandbookWindow> m_handbook;
    QAction *m_run = nullptr;
    QAction *m_scrollTogether = nullptr;
    bool m_leaving = false; ///< the user agreed to lose the conversations
};

} // namespace Parlance
