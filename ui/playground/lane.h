// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "ui/playground/fault.h"
#include "workspace/laneconnection.h"

#include <QFrame>

class QStackedLayout;

namespace Parlance {

class ChatClient;
class ChatSession;
class ConversationView;
class DeletedNotice;
class LaneHeader;
class LaneHelp;
class LaneNotice;
class LinkQuestion;
class LiveBar;
class MessageActions;
class MetricsStrip;
struct Preset;
class TierModel;
class TierPicker;
class WelcomePanel;
struct ExportSource;

/// One lane: a chat with one model tier, with its own conversation, numbers and Stop.
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

    /// No other lane of this run has it, or ever had.
    [[nodiscard]] quint64 id() const { return m_id; }
    [[nodiscard]] ChatSession *session() const { return m_session; }
    [[nodiscard]] ConversationView *view() const { return m_view; }
    [[nodiscard]] LaneHeader *header() const { return m_header; }
    [[nodiscard]] MessageActions *messageActions() const { return m_actions; }
    /// What it talks to, and with which parameters.
    [[nodiscard]] LaneConnection *connection() const { return m_connection; }
    [[nodiscard]] const LaneChoice &choice() const { return m_connection->choice(); }
    void choose(const LaneChoice &choice) { m_connection->choose(choice); }
    [[nodiscard]] const Gateway &gateway() const { return m_connection->gateway(); }
    [[nodiscard]] const LaneParameters &parameters() const { return m_connection->parameters(); }
    void setParameters(const LaneParameters &parameters);
    /// Talks to the gateway itself from the next prompt on, and says so. Ignored for one without a base URL.
    void goLive(const QString &gatewayId);
    /// Shows the newest reply's numbers anew, when prices are other ones now.
    void refreshNumbers();

    /// One of several lanes: it can be closed, and says less while it is empty.
    void setCompact(bool compact);

    /// A muted lane is left out when all are asked.
    [[nodiscard]] bool isMuted() const { return m_muted; }
    void setMuted(bool muted);
    void toggleMuted();
    /// The conversation and what is selected of it, as they are now, with no key in them.
    [[nodiscard]] ExportSource exportSource() const;

    /// Opens the picker; `tierPicked()` tells that something was chosen.
    void pickTier();

    /// Goes on with a copy of another lane's conversation, up to and with `last`. Nothing happens while busy.
    void branchFrom(const Lane &other, Conversation::TurnId last);
    /// Asks again for this answer, or for that to this question.
    void regenerate(Conversation::TurnId turn);

Q_SIGNALS:
    void choiceChanged();
    void tierPicked();
    void mutedChanged();
    /// A reply begins or has ended.
    void busyChanged();
    void conversationChanged();
    void promptChosen(const QString &prompt);
    void ladderChosen(const Parlance::Preset &ladder);
    /// A prompt that was given back is asked again here, so it need not stay in the editor.
    void promptRetried(const QString &prompt);
    /// This answer is to be asked for again.
    void againRequested(Parlance::Conversation::TurnId answer);
    /// Nothing is asked again before the lane has a model and its extra JSON can be read.
    void refused();
    void editRequested(Parlance::Conversation::TurnId question);
    /// A new lane is wanted that goes on from this turn.
    void branchRequested(Parlance::Conversation::TurnId last);
    void duplicateRequested();
    void closeRequested();
    /// The settings are wanted, at the page for this lane's gateway or for its key.
    void settingsRequested();
    void keyRequested();

private:
    void buildLayout();
    void buildMenu();
    void connectSession();
    void onTurnAdded();
    void connectConnection();
    void showConnection();
    void showReadiness();
    void showWelcomeOrView();
    void onReplyFinished(Conversation::TurnId id);
    void showNumbers();
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
    MetricsStrip *m_metrics;
    MessageActions *m_actions = nullptr;
    TierPicker *m_picker;
    QStackedLayout *m_stack = nullptr;
    bool m_muted = false;
};

} // namespace Parlance
