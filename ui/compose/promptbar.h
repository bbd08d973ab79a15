// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Parlance {

class PromptEditor;

/// The bottom of a page: the editor, how much of the gateway's input limit is used, Stop and Send. Can stand in for editing
/// an earlier question, which it says in a line above the text.
class PromptBar : public QFrame
{
    Q_OBJECT

public:
    explicit PromptBar(QWidget *parent = nullptr);

    [[nodiscard]] PromptEditor *editor() const { return m_editor; }

    void setLaneCount(int count);
    void setBusy(bool busy);
    /// The bytes of the conversation that go along with the prompt, and the smallest soft limit of the lanes.
    void setInput(qint64 conversationBytes, std::optional<qint64> limit);
    /// Says that the text replaces an earlier question; an empty name ends it.
    void setEditing(const QString &laneName);

Q_SIGNALS:
    void sendRequested();
    void stopRequested();
    void editingCancelled();

private:
    QWidget *makeControls();
    QWidget *makeEditingLine();
    void showInput();
    void showSendable();

    PromptEditor *m_editor;
    QWidget *m_editingLine = nullptr;
    QLabel *m_editingText = nullptr;
    QProgressBar *m_meter = nullptr;
    QLabel *m_meterText = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_send = nullptr;
    qint64 m_conversationBytes = 0;
    std::optional<qint64> m_limit;
    bool m_busy = false;
};

} // namespace Parlance
