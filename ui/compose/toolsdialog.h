// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/lanetools.h"
#include "ui/compose/mcpserverspanel.h"
#include "wire/tooljson.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTabWidget;

namespace Parlance {

class ToolEditor;

/// Edits the tools that lanes offer, and the MCP servers. Each edit counts at once, also one that cannot be
/// sent yet.
class ToolsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `about` says whose tools these are, and who does not take them. The variables are those that the tools
    /// are filled in with.
    ToolsDialog(const LaneTools &tools, const QList<Variable> &variables, const QString &about,
        const McpServersPanel::Setting &servers = {}, QWidget *parent = nullptr);

    /// Adds the tools in this text, or says why it has none. A tool of the same name is replaced.
    void paste(const QString &json);
    /// Shows the MCP servers.
    void showServers();

Q_SIGNALS:
    /// Edited by the user.
    void changed(const Parlance::LaneTools &tools);

private:
    QWidget *makeList();
    QWidget *makeEmpty();
    QWidget *makeTools();
    QWidget *makeLoop();
    QWidget *makeFoot(const QString &about);
    QPushButton *makeCopy();
    void connectParts();
    void add(const LaneTool &tool);
    void remove();
    void copy(ToolForm form);
    void showList(qsizetype selected);
    void showTool();
    void showState();
    void showChoice();
    void readRules();
    void say(const QString &words);
    [[nodiscard]] qsizetype selected() const;

    LaneTools m_tools;
    QList<Variable> m_variables;
    QTabWidget *m_tabs;
    McpServersPanel *m_servers;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    ToolEditor *m_editor;
    QPushButton *m_remove;
    QPushButton *m_copy;
    QComboBox *m_choice;
    QCheckBox *m_itself;
    QSpinBox *m_rounds;
    QLabel *m_message;
    bool m_showing = false; ///< shows tools: not an edit
};

} // namespace Parlance
