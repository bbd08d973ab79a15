// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextCursor>

#include <functional>

class QScrollBar;

namespace Parlance {

class ConversationLayout;

/// Where the reader is: at the end, which it follows as the document grows, or at a position that stays in
/// place on the screen whatever the actual heights above it are. Only `arrange()` lays out the screen.
/// `height` is the height of the screen.
class ReadingPosition : public QObject
{
    Q_OBJECT

public:
    /// Writes a deferred block that comes onto the screen. The blocks before and after it stay.
    using Write = std::function<void(const QTextBlock &)>;

    ReadingPosition(ConversationLayout *layout, QScrollBar *bar, Write write, QObject *parent);

    [[nodiscard]] bool isFollowing() const { return m_following && !m_held; }
    /// True if new text arrives out of sight: the reader is neither following nor at the end.
    [[nodiscard]] bool isAway() const { return !m_following && !isAtEnd(); }
    /// Follows the end from the next `arrange()` on.
    void follow() { m_following = true; }
    /// Follows only if the end is on the screen: the reader opened or closed something.
    void stay() { m_following = isAtEnd(); }
    /// Keeps the screen in place and suspends following.
    void hold() { m_held = true; }
    /// Ends `hold()`. Following resumes, unless `stays` is true and the end has moved on.
    void release(bool stays);
    /// Scrolls to a block in the next `arrange()`: its top is `below` pixels below the top of the screen.
    void show(const QTextBlock &block, int below);
    /// Scrolls to a character in the next `arrange()`, a third down the screen, if it is not on it already.
    /// Its block must not be hidden.
    void reveal(int position, int height);

    /// A message on the screen, and the position of its top there, in pixels.
    struct VisibleMessage
    {
        int turn = -1;
        int top = 0;
    };
    /// The messages on the screen from top to bottom, but one that begins above it comes last; empty while
    /// following the end.
    [[nodiscard]] QList<VisibleMessage> visibleMessages(int height) const;
    /// Scrolls the first of these that exists back to its position in the next `arrange()`. Ignored if none
    /// exists.
    void restore(const QList<VisibleMessage> &messages);

    /// The first character of the block at the top of the screen.
    [[nodiscard]] int firstPosition() const;

    /// Lays out the screen and scrolls to the position. Call after any change.
    void arrange(int height);

    /// While this lives, changes of the scroll bar do not count as the reader's.
    [[nodiscard]] QScopedValueRollback<bool> pause() { return QScopedValueRollback(m_arranging, true); }

Q_SIGNALS:
    /// The reader moved or may move: call `arrange()`.
    void moved();

private:
    void onBarMoved(int value);
    [[nodiscard]] bool isAtEnd() const;
    void setAnchor(const QTextBlock &block, int top);
    void arrangeAround(int height);
    int arrangeUp(QTextBlock block, int height);
    int arrangeDown(QTextBlock block, int height);
    [[nodiscard]] QTextBlock written(const QTextBlock &block, bool last);

    ConversationLayout *m_layout;
    QScrollBar *m_bar;
    Write m_write;
    bool m_following = true;
    bool m_held = false;
    bool m_arranging = false;
    bool m_wrote = false; ///< a deferred message, in the current `arrange()`
    int m_value = 0;
    QTextCursor m_anchor; ///< at the start of a block on the screen
    int m_anchorTop = 0;  ///< the position of that block on the screen
};

} // namespace Parlance
