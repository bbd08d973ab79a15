// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/lanetools.h"

#include <QUrl>
#include <QWidget>

class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace Parlance {

class McpServerEditor;
class TargetResolver;

/// Edits the MCP servers that lanes name in their requests. Each edit counts at once. Tokens go to the
/// resolver, for the services of the lanes alone.
class McpServersPanel : public QWidget
{
    Q_OBJECT

public:
    struct Setting
    {
        TargetResolver *resolver = nullptr; ///< must outlive the panel
        QList<QUrl> services = {};          ///< of the lanes whose gateways take servers
        bool hasDemo = false;               ///< the embedded gateway is among them
        QString about = {};                 ///< which gateways take servers
    };
    McpServersPanel(const LaneTools &tools, const Setting &setting, QWidget *parent = nullptr);

    [[nodiscard]] const QList<McpServer> &servers() const { return m_servers; }
    [[nodiscard]] QString beta() const;

Q_SIGNALS:
    /// Edited by the user.
    void changed();

private:
    QWidget *makeList();
    QWidget *makeEmpty();
    QWidget *makeBeta(const QString &beta);
    void connectParts();
    void add(const McpServer &server);
    void remove();
    void edit(const McpServer &server);
    void setToken(const QString &url, const Secret &token);
    [[nodiscard]] bool isOfAnother(const QString &url) const;
    [[nodiscard]] Secret tokenOf(const QString &url) const;
    [[nodiscard]] QString placeOfToken() const;
    void showList(qsizetype selected);
    void showServer();
    void showState();
    [[nodiscard]] qsizetype selected() const;

    Setting m_setting;
    QList<McpServer> m_servers;
    Secret m_token; ///< of the server that is shown
    QListWidget *m_list;
    QStackedWidget *m_stack;
    McpServerEditor *m_editor;
    QPushButton *m_remove;
    QLineEdit *m_beta;
    bool m_showing = false; ///< shows servers: not an edit
};

} // namespace Parlance
