// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "ui/playground/fault.h"
#include "workspace/laneconnection.h"

#include <QFrame>

class QStackedWidget;

namespace Parlance {

class ChatClient;
class ChatSession;
class ConversationView;
class DeletedNotice;
class LaneAsking;
class LaneHeader;
class LaneHelp;
class LaneNotice;
class LinkQuestion;
class LiveBar;
class MessageActions;
class MetricsStrip;
class ReplayBar;
class RetryBar;
class SchemaBar;
struct Preset;
class TierModel;
class ToolLoop;
class ToolResultBar;
class TierPicker;
class WelcomePanel;
struct ExportSource;

/// A chat with one model tier: a conversation, metrics and Stop.
class Lane : public QFrame
{
    Q_OBJECT

public:
    /// What all lanes of a page share; must outlive them.
    struct Shared
    {
        ChatClient *client;
        TargetResolver *resolver;
        ModelList *models;
        TierModel *tiers;
        QList<Fault> faults;
    };
    explicit Lane(const Shared &shared, QWidget *parent = nullptr);

    /// Unique within this run; never used again.
    [[nodiscard]] quint64 id() const { return m_id; }
    [[nodiscard]] ChatSession *session() const { return m_session; }
    [[nodiscard]] ConversationView *view() const { return m_view; }
    [[nodiscard]] LaneHeader *header() const { return m_header; }
    [[nodiscard]] MessageActions *messageActions() const { return m_actions; }
    [[nodiscard]] LaneHelp *help() const { return m_help; }
    [[nodiscard]] LaneAsking *asking() const { return m_asking; }
    /// The tool calls that wait for results, and where the user gives them.
    [[nodiscard]] ToolLoop *toolLoop() const { return m_toolLoop; }
    [[nodiscard]] ToolResultBar *toolResultBar() const { return m_toolResults; }
    /// The target and the parameters.
    [[nodiscard]] LaneConnection *connection() const { return m_connection; }
    [[nodiscard]] const LaneChoice &choice() const { return m_connection->choice(); }
    void choose(const LaneChoice &choice) { m_connection->choose(choice); }
    [[nodiscard]] const Gateway &gateway() const { return m_connection->gateway(); }
    [[nodiscard]] const LaneParameters &parameters() const { return m_connection->parameters(); }
    void setParameters(const LaneParameters &parameters);
    /// Switches to the live gateway from the next prompt on, and says so. Ignored for a gateway without a
    /// base URL.
    void goLive(const QString &gatewayId);
    /// Shows the newest reply's metrics with the current prices.
    void refreshNumbers();

    /// For one of several lanes: it can be closed and shows less while empty.
    void setCompact(bool compact);

    /// A prompt for all lanes skips a muted lane.
    [[nodiscard]] bool isMuted() const { return m_muted; }
    void setMuted(bool muted);
    void toggleMuted();
    /// The current conversation and its selected messages, without keys.
    [[nodiscard]] ExportSource exportSource() const;

    /// Opens the picker; emits `tierPicked()` when the user has chosen.
    void pickTier();

    /// Continues with a copy of another lane's conversation up to and including `last`. Ignored while busy.
    void branchFrom(const Lane &other, Conversation::TurnId last);

Q_SIGNALS:
    void choiceChanged();
    void tierPicked();
    void mutedChanged();
    /// A reply began or ended.
    void busyChanged();
    void conversationChanged();
    /// Asks to send this prompt.
    void promptChosen(const QString &prompt);
    void ladderChosen(const Parlance::Preset &ladder);
    /// Asks to request this answer again.
    void againRequested(Parlance::Conversation::TurnId answer);
    /// Asks to send again what got no answer, as the user wanted when the wait is over.
    void retryDue(Parlance::Conversation::TurnId answer);
    void editRequested(Parlance::Conversation::TurnId question);
    /// Asks for a new lane that continues from this turn.
    void branchRequested(Parlance::Conversation::TurnId last);
    void duplicateRequested();
    void closeRequested();

private:
    void buildLayout();
    void buildMenu();
    void connectRetry();
    void connectSession();
    void onTurnAdded();
    void connectConnection();
    void showConnection();
    void showReadiness();
    void showPage();
    void showConversation();
    void onReplyFinished(Conversation::TurnId id);
    void requestAgain();

    quint64 m_id;
    Shared m_shared;
    ChatSession *m_session;
    LaneConnection *m_connection;
    LaneHeader *m_header;
    WelcomePanel *m_welcome;
    ConversationView *m_view;
    LinkQuestion *m_link;
    LiveBar *m_live;
    LaneNotice *m_notice;
    LaneHelp *m_help;
    DeletedNotice *m_deleted;
    RetryBar *m_retry;
    ReplayBar *m_replay;
    LaneAsking *m_asking;
    SchemaBar *m_schema;
    ToolLoop *m_toolLoop;
    ToolResultBar *m_toolResults;
    MetricsStrip *m_metrics;
    MessageActions *m_actions = nullptr;
    TierPicker *m_picker;
    QStackedWidget *m_stack = nullptr;
    bool m_muted = false;
};

} // namespace Parlance
