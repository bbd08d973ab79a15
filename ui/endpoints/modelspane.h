// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/modelsource.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace Parlance {

class GatewayBar;
class GatewayHelp;
class LaneNotice;
class LiveBar;
class ModelView;

/// The models of one gateway: which gateway, Refresh and Stop, the table, and what came of the last request.
/// Asks the demo as soon as it is chosen and seen, because nothing leaves this computer then; asks live when
/// told.
class ModelsPane : public QFrame
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ModelsPane(ChatClient *client, TargetResolver *resolver, QWidget *parent = nullptr);

    [[nodiscard]] ModelSource *source() const { return m_source; }
    [[nodiscard]] ModelView *view() const { return m_view; }
    /// Marks the models that the other list lacks; without one, marks none.
    void setOther(const std::optional<QSet<QString>> &other);
    /// Shows the models with these words only, or those of them that the other list lacks.
    void setSearch(const QString &words, bool onlyHere);
    /// For one of two panes: it can be closed.
    void setClosable(bool closable);
    /// The list that the other pane compares with; empty before there is one.
    [[nodiscard]] std::optional<QSet<QString>> ids() const;

Q_SIGNALS:
    void closeRequested();
    /// The rows that are shown, or what is selected, changed.
    void rowsChanged();
    void settingsRequested(const QString &gatewayId);
    void keyRequested(const QString &gatewayId);

protected:
    /// Asks the demo for its list, if there is none yet.
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeTop();
    void connectParts();
    void connectHelp();
    void askDemo();
    void showList();
    void showState();
    void showProblem();
    void showRows();
    void showSilence(const Silence &silence);
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] QString countText() const;

    ModelSource *m_source;
    GatewayBar *m_gateway;
    QPushButton *m_refresh;
    QPushButton *m_stop;
    QToolButton *m_close;
    LiveBar *m_live;
    LaneNotice *m_notice;
    GatewayHelp *m_help;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    ModelView *m_view;
    QLabel *m_count;
};

} // namespace Parlance
