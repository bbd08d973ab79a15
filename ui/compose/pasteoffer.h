// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextCursor>
#include <QWidget>

class QLabel;

namespace Parlance {

class PromptEditor;

/// Offers to attach a long text that was pasted into the editor. The text stays there if nobody takes the
/// offer, which goes with it.
class PasteOffer : public QWidget
{
    Q_OBJECT

public:
    /// `editor` must outlive it.
    explicit PasteOffer(PromptEditor *editor, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The text, which is not in the editor any more, is to be attached.
    void attachRequested(const QString &text);

private:
    void offer(int from, int to);
    void attach();

    PromptEditor *m_editor;
    QLabel *m_text;
    QTextCursor m_pasted; ///< selects what was pasted, as it is now
};

} // namespace Parlance
