// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationpainter.h"

#include <QObject>
#include <QTimer>

namespace Parlance {

class ReaderRequests;

/// Does what the decorations of a conversation offer: copies code, saves it, breaks its long lines or leaves
/// them whole, and folds reasoning. `first` is the first line of a block of code.
class DecorationActions : public QObject
{
    Q_OBJECT

public:
    /// All three belong to the caller; the parent owns this.
    DecorationActions(
        ConversationLayout *layout, const TextStyle &style, ReaderRequests *requests, QObject *parent);

    /// Does what a click there means.
    void activate(const DecorationHit &hit);

    void copyCode(const QTextBlock &first);
    /// The code that was copied in the last two seconds; invalid if none was.
    [[nodiscard]] QTextBlock justCopied() const { return m_copied; }
    void saveCode(const QTextBlock &first);
    void toggleWrap(const QTextBlock &first);
    [[nodiscard]] bool isWrapped(const QTextBlock &first) const;

    void toggleFold(const QTextBlock &fold);
    /// Unfolds the reasoning that this block is in.
    void unfold(QTextBlock hidden);

    /// Forgets what was copied, as the document is written anew.
    void clear() { m_copied = {}; }

Q_SIGNALS:
    /// Something looks otherwise now, and may have another height.
    void changed();

private:
    ConversationLayout *m_layout;
    const TextStyle &m_style;
    ReaderRequests *m_requests;
    QTextBlock m_copied;
    QTimer m_copiedFor;
};

} // namespace Parlance
