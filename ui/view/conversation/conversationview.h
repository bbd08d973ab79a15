// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationpainter.h"
#include "view/conversation/readingposition.h"

#include <QTextEdit>

#include <memory>

namespace Parlance {

class ConversationLayout;
class ConversationMessages;
class ConversationPointer;
class ConversationSelection;
class DecorationActions;
class Finder;
class JumpButton;
class MessageMenu;
class ReaderRequests;

/// The conversation of one lane, to read: the user's words in a soft block, answers as Markdown that grows at
/// its end.
///
/// Messages are written when they come near the screen, and only what is on the screen is laid out. The view
/// follows the end only while the reader is there. Nothing that an answer mentions is ever fetched. `turn` is
/// the caller's number for a message, 0 or more.
class ConversationView : public QTextEdit
{
    Q_OBJECT

public:
    using Seen = ReadingPosition::Seen;

    explicit ConversationView(QWidget *parent = nullptr);
    ~ConversationView() override;

    /// What is there to read; the caller adds to it.
    [[nodiscard]] ConversationMessages *messages() const { return m_messages; }
    /// What the reader asks for.
    [[nodiscard]] ReaderRequests *requests() const { return m_requests; }

    void clear();
    /// Tells it from others; empty if it is the only one.
    void setName(const QString &name);

    /// The messages that the selection touches, in their order.
    [[nodiscard]] QList<int> selectedTurns() const;
    /// Brings the message to the screen and selects it. Nothing happens if it is not there.
    void mark(int turn);

    /// The messages on the screen, from the top, but one that begins above it comes last; none while the end
    /// is followed.
    [[nodiscard]] QList<Seen> seen() const;
    /// Shows the first of these that there is where it was; the end is followed if there is none.
    void keepSeen(const QList<Seen> &seen);

    /// True while the view stays at the end of what arrives.
    [[nodiscard]] bool isFollowing() const { return m_reading->isFollowing(); }
    void jumpToLatest();

    /// Opens the bar to find text with.
    void find();
    /// Goes to the next match (1) or the one before (-1).
    void findNext(int by);

    [[nodiscard]] qreal zoom() const { return m_style.zoom(); }
    /// From 0.5 to 3; 1 is text of 14 pixels.
    void setZoom(qreal zoom);

Q_SIGNALS:
    /// The wheel was turned with Ctrl: 1 for larger, -1 for smaller.
    void zoomRequested(int steps);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    QVariant loadResource(int type, const QUrl &name) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void setUp();
    void connectParts();
    void applyStyle(qreal zoom);
    void arrange();
    void updateCaret();
    void placeColumn();
    void placeControls();
    void reveal(int position);
    void markNext(bool forward);
    void openMenu();

    TextStyle m_style;
    ConversationLayout *m_layout;
    ConversationPainter m_painter;
    ConversationMessages *m_messages;
    ReadingPosition *m_reading;
    ReaderRequests *m_requests;
    DecorationActions *m_decorations;
    ConversationSelection *m_selection;
    Finder *m_finder;
    JumpButton *m_jump;
    std::unique_ptr<ConversationPointer> m_pointer;
    std::unique_ptr<MessageMenu> m_menu;
    QRectF m_caret;
};

} // namespace Parlance
