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

/// Where the reader is: at the end, which is followed as it grows, or at a place that stays where it is on
/// the screen whatever the heights above it turn out to be. What is on the screen is laid out by `arrange()`,
/// and nothing else is. `height` is that of the screen.
class ReadingPosition : public QObject
{
    Q_OBJECT

public:
    /// Writes a deferred block that comes to the screen. The blocks before and after it stay.
    using Write = std::function<void(const QTextBlock &)>;

    ReadingPosition(ConversationLayout *layout, QScrollBar *bar, Write write, QObject *parent);

    [[nodiscard]] bool isFollowing() const { return m_following && !m_held; }
    /// True if what arrives is out of sight, and stays so.
    [[nodiscard]] bool isAway() const { return !m_following && !isAtEnd(); }
    /// Goes to the end and stays there, with the next `arrange()`.
    void follow() { m_following = true; }
    /// What is on the screen stays there, and following waits.
    void hold() { m_held = true; }
    /// Ends `hold()`. Following goes on, unless the reader stays (`stays`) and the end has gone on meanwhile.
    void release(bool stays);
    /// Goes to a block with the next `arrange()`, with its top `below` pixels under the top of the screen.
    void show(const QTextBlock &block, int below);
    /// Goes to the character with the next `arrange()`, a third down the screen, if it is not on it. Its
    /// block is not hidden.
    void reveal(int position, int height);

    /// A message on the screen, and where it begins there, in pixels.
    struct Seen
    {
        int turn = -1;
        int top = 0;
    };
    /// The messages on the screen, from the top, but one that begins above it comes last; none while the end
    /// is followed.
    [[nodiscard]] QList<Seen> seen(int height) const;
    /// Goes to the first of these that there is, where it was, with the next `arrange()`. Nothing happens if
    /// there is none.
    void showAgain(const QList<Seen> &seen);

    /// The first character of the block at the top of the screen.
    [[nodiscard]] int firstPosition() const;

    /// Lays out the screen and scrolls to the place, after whatever has changed.
    void arrange(int height);

    /// While this lives, the scroll bar moves on its own account and not on the reader's.
    [[nodiscard]] QScopedValueRollback<bool> pause() { return QScopedValueRollback(m_arranging, true); }

Q_SIGNALS:
    /// The reader has moved, or is free to: what is on the screen now is to be arranged.
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
    bool m_wrote = false; ///< a deferred message, since the arranging began
    int m_value = 0;
    QTextCursor m_anchor; ///< at the beginning of a block on the screen,
    int m_anchorTop = 0;  ///< and where that begins there
};

} // namespace Parlance
