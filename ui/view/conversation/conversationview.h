// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/copiedtext.h"
#include "view/conversation/conversationpainter.h"
#include "view/conversation/readingposition.h"

#include <QTextEdit>

#include <memory>

namespace Parlance {

class AnswerActions;
class ConversationLayout;
class ConversationMessages;
class ConversationPictures;
class ConversationPointer;
class ConversationSelection;
class DecorationActions;
class Finder;
class JumpButton;
class MessageMenu;
class ReaderRequests;

/// Shows the conversation of one lane: the user's words in a tinted block, answers as Markdown that grows at
/// its end.
///
/// Writes messages when they come near the screen, and lays out only what is visible. Follows the end only
/// while the reader is there. Decodes pictures when they come onto the screen. Never fetches anything that an
/// answer mentions. `turn` is the caller's number for a message, 0 or more.
class ConversationView : public QTextEdit
{
    Q_OBJECT

public:
    using VisibleMessage = ReadingPosition::VisibleMessage;

    explicit ConversationView(QWidget *parent = nullptr);
    ~ConversationView() override;

    /// The messages shown; the caller adds to them.
    [[nodiscard]] ConversationMessages *messages() const { return m_messages; }
    /// The pictures in the messages.
    [[nodiscard]] const ConversationPictures *pictures() const { return m_pictures; }
    /// Emits what the reader requests.
    [[nodiscard]] ReaderRequests *requests() const { return m_requests; }

    void clear();
    /// Sets a name that tells the view from others; empty if it is the only one.
    void setName(const QString &name);

    /// Sets what masks a selection that is copied or dragged.
    void setCopyMask(const CopyMask &mask) { m_copyMask = mask; }

    /// The messages that the selection touches, in order.
    [[nodiscard]] QList<int> selectedTurns() const;
    /// Scrolls to the message and selects it. Ignored if it does not exist.
    void mark(int turn);

    /// The messages on the screen from top to bottom, but one that begins above it comes last; empty while
    /// following the end.
    [[nodiscard]] QList<VisibleMessage> visibleMessages() const;
    /// Scrolls the first of these that exists back to its position; follows the end if none exists.
    void restoreVisible(const QList<VisibleMessage> &messages);

    /// True while the view follows the end.
    [[nodiscard]] bool isFollowing() const { return m_reading->isFollowing(); }
    void jumpToLatest();

    /// Opens the find bar.
    void find();
    /// Goes to the next match (1) or the previous one (-1).
    void findNext(int by);

    [[nodiscard]] qreal zoom() const { return m_style.zoom(); }
    /// From 0.5 to 3; 1 is text of 14 pixels.
    void setZoom(qreal zoom) { setLook(zoom, m_style.isCompact()); }
    /// A zoom, and whether lines stand closer together.
    void setLook(qreal zoom, bool isCompact);

Q_SIGNALS:
    /// The user turned the wheel with Ctrl: 1 for larger, -1 for smaller.
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
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void setUp();
    void connectParts();
    void applyStyle(qreal zoom, bool isCompact);
    void arrange();
    void showPictures();
    void updateCaret();
    void placeColumn();
    void placeControls();
    void reveal(int position);
    void markNext(bool forward);
    void moveMarked(int step);
    void openMenu();

    CopyMask m_copyMask;
    TextStyle m_style;
    ConversationLayout *m_layout;
    ConversationPainter m_painter;
    ConversationMessages *m_messages;
    ConversationPictures *m_pictures;
    ReadingPosition *m_reading;
    ReaderRequests *m_requests;
    DecorationActions *m_decorations;
    ConversationSelection *m_selection;
    Finder *m_finder;
    JumpButton *m_jump;
    std::unique_ptr<ConversationPointer> m_pointer;
    std::unique_ptr<MessageMenu> m_menu;
    AnswerActions *m_actions;
    QRectF m_caret;
    int m_turned = 0;      ///< of a wheel with Ctrl, less than a step, in eighths of a degree
    QTextCursor m_pointed; ///< where the last menu was opened, until the reader scrolls
};

} // namespace Parlance
