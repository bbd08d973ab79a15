// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationpainter.h"

#include <QObject>
#include <QTimer>

namespace Parlance {

class ReaderRequests;

/// Carries out the actions of a conversation's decorations: copies and saves code, wraps its long lines or
/// not, and folds reasoning. `first` is the first line of a code block.
class DecorationActions : public QObject
{
    Q_OBJECT

public:
    /// All arguments belong to the caller; the parent owns this.
    DecorationActions(
        ConversationLayout *layout, const TextStyle &style, ReaderRequests *requests, QObject *parent);

    /// Does what a click on this decoration means.
    void activate(const DecorationHit &hit);

    void copyCode(const QTextBlock &first);
    /// The code that was copied in the last two seconds; invalid if none was.
    [[nodiscard]] QTextBlock justCopied() const { return m_copied; }
    void saveCode(const QTextBlock &first);
    void toggleWrap(const QTextBlock &first);
    [[nodiscard]] bool isWrapped(const QTextBlock &first) const;

    void toggleFold(const QTextBlock &fold);
    /// Unfolds the reasoning that contains this block.
    void unfold(QTextBlock hidden);

    /// Forgets the copied code. Call before the document is rewritten.
    void clear() { m_copied = {}; }

Q_SIGNALS:
    /// The look of something changed, and maybe its height.
    void changed();

private:
    ConversationLayout *m_layout;
    const TextStyle &m_style;
    ReaderRequests *m_requests;
    QTextBlock m_copied;
    QTimer m_copiedFor;
};

} // namespace Parlance
