// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QKeyEvent;
class QTextEdit;

namespace Parlance {

class ConversationLayout;
class ReaderRequests;

/// Reaches the links of a conversation by keys: Tab selects one after the other of those on the screen before
/// it leaves the view, and Enter follows the selected one.
class LinkSteps : public QObject
{
    Q_OBJECT

public:
    /// Becomes a child of the view. `layout` is that of the view.
    LinkSteps(ConversationLayout *layout, ReaderRequests *requests, QTextEdit *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Link
    {
        QString target;
        int begin = 0; ///< in the document
        int end = 0;
    };

    [[nodiscard]] bool press(const QKeyEvent &event);
    [[nodiscard]] bool step(bool forward);
    [[nodiscard]] bool follow();
    [[nodiscard]] QList<Link> onScreen() const;
    [[nodiscard]] bool isOnScreen(const Link &link) const;
    [[nodiscard]] qsizetype selectedIn(const QList<Link> &links) const;

    ConversationLayout *m_layout;
    ReaderRequests *m_requests;
    QTextEdit *m_view;
};

} // namespace Parlance
