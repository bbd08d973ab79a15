// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/mcpservers.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace Parlance {

class LongTextEdit;

/// Edits one MCP server: its name, its address, its token, and which of its tools the model is offered. Says
/// what is wrong while it is typed.
class McpServerEditor : public QWidget
{
    Q_OBJECT

public:
    /// `place` says where the token goes.
    explicit McpServerEditor(const QString &place, QWidget *parent = nullptr);

    void show(const McpServer &server, const Secret &token);
    /// Shows what is wrong with the server at this index.
    void showProblems(const QList<McpServer> &servers, qsizetype server);
    /// The token as typed.
    [[nodiscard]] QString token() const;
    /// Puts the cursor into the name.
    void editName();

Q_SIGNALS:
    /// Edited by the user: the server or its token.
    void changed(const Parlance::McpServer &server);

private:
    QWidget *makeToken(const QString &place);
    QWidget *makeTools();
    void connectParts();
    void showToken();
    [[nodiscard]] McpServer server() const;

    QLineEdit *m_name;
    QLabel *m_nameProblem;
    QLineEdit *m_url;
    QLabel *m_urlProblem;
    QCheckBox *m_needsToken;
    QLineEdit *m_token;
    QToolButton *m_eye;
    QLabel *m_tokenProblem;
    QComboBox *m_offer;
    LongTextEdit *m_exceptions;
    bool m_showing = false; ///< shows a server: not an edit
};

} // namespace Parlance
