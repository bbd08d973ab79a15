// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/fault.h"
#include "ui/playground/lanechoice.h"

#include <QMainWindow>

namespace Parlance {

class ChatClient;
class Comparison;
class LanePage;
class SettingsDialog;

/// The window: composes the page, the menus and the settings; knows no feature.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `connections` and `client` must outlive the window; `faults` are what the embedded gateway can show.
    MainWindow(ChatClient *client, Connections *connections, const QList<Fault> &faults = {}, QWidget *parent = nullptr);

    [[nodiscard]] LanePage *page() const { return m_page; }

    /// Opens these lanes instead of those of the last run.
    void openLanes(const QList<LaneChoice> &choices);
    /// Opens the lanes of the last run, or one with the first tier of the first gateway in demo.
    void restoreLanes();

Q_SIGNALS:
    void settingsApplied();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildLaneMenu();
    void buildHelpMenu();
    void buildMemoryBadge();
    SettingsDialog *openSettings();
    void showAbout();
    void saveLanes() const;
    [[nodiscard]] LaneChoice defaultChoice() const;

    ChatClient *m_client;
    Connections *m_connections;
    LanePage *m_page;
    Comparison *m_comparison;
};

} // namespace Parlance
