// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "measure/ballot.h"

#include <QPointer>
#include <QTimer>

#include <memory>

class QDockWidget;
class QMainWindow;
class QMenu;

namespace Parlance {

class ChatClient;
class TargetResolver;
class BlindCover;
class DifferenceDialog;
class Lane;
class LanePage;
class Redaction;
class ScoreboardPanel;
class ToolCallsDialog;
class WireDialog;
struct Call;
struct WireLane;

/// Compares the lanes of a page: a scoreboard in a dock, and the other tools in a menu.
class Comparison : public QObject
{
    Q_OBJECT

public:
    /// `client` and `resolver` must outlive `docks`, which owns the comparison and has its dock. Dialogs
    /// belong to the window around it, so that they are enabled while the lanes are covered.
    Comparison(ChatClient *client, const TargetResolver *resolver, QMainWindow *docks);

    /// Sets the page whose lanes are compared. With null, nothing is, and the scoreboard is hidden meanwhile.
    void setPage(LanePage *page);
    void addActions(QMenu *menu);

Q_SIGNALS:
    /// The user asks to see this call.
    void inspectRequested(const std::shared_ptr<const Parlance::Call> &call);

private:
    [[nodiscard]] QList<Lane *> lanes() const;
    void watchLanes();
    void showNumbers();
    void makeRoom();
    void openRepeat();
    void openDifference();
    void setBlind(bool blind);
    [[nodiscard]] QList<WireLane> wireLanes() const;
    [[nodiscard]] Redaction redaction() const;
    void openVersions(const Lane &lane, Conversation::TurnId turn);
    void openWire();
    void openCalls();
    void showCalls();
    void exportComparison();

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    QMainWindow *m_docks;
    QMainWindow *m_window;
    ScoreboardPanel *m_scoreboard;
    QDockWidget *m_dock;
    BlindCover *m_cover;
    QPointer<LanePage> m_page;
    QPointer<DifferenceDialog> m_difference;
    QPointer<WireDialog> m_wire;
    QPointer<ToolCallsDialog> m_calls;
    Tally m_tally;
    qsizetype m_rows = 0; ///< rows that the scoreboard has room for
    QTimer m_update;      ///< collects the changes of several lanes
};

} // namespace Parlance
