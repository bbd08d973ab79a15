// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QComboBox;

namespace Parlance {

class ChatSession;
class GlyphButton;
class LaneConnection;
class Replay;

/// The controls of a lane that plays a capture: play and pause, the next event, again from the beginning, the
/// pace, and the dialect. Hidden in any other lane.
class ReplayBar : public QFrame
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ReplayBar(LaneConnection *connection, ChatSession *session, QWidget *parent = nullptr);

    /// Plays the capture from its beginning. The conversation begins again.
    void playAgain();
    /// Call when a play began or ended.
    void showState();

private:
    void buildLayout();
    void addPaces();
    void addDialects();
    void connectControls();
    void follow();
    void playOrPause();
    void step();
    void restart();
    [[nodiscard]] Replay *replay() const;

    LaneConnection *m_connection;
    ChatSession *m_session;
    GlyphButton *m_play;
    GlyphButton *m_next;
    GlyphButton *m_again;
    QComboBox *m_pace;
    QComboBox *m_dialect;
};

} // namespace Parlance
