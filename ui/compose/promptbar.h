// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Parlance {

class HistoryNotice;
class PromptEditor;
class YieldingRow;

/// The bottom of a page: the editor, how much of the gateway's input limit is used, Stop and Send. A line
/// above the text says when it is not for all lanes: when it goes to one alone, or replaces an earlier
/// question. A line below it says what keeps the prompt from being sent.
class PromptBar : public QFrame
{
    Q_OBJECT

public:
    explicit PromptBar(QWidget *parent = nullptr);

    [[nodiscard]] PromptEditor *editor() const { return m_editor; }
    [[nodiscard]] HistoryNotice *historyNotice() const { return m_history; }

    /// How many of how many lanes the prompt goes to; if it is one of several, its name.
    void setLaneCount(int asked, int all, const QString &only = {});
    /// Something is running that can be stopped; `blocked` if it must end before the prompt can be sent.
    void setBusy(bool busy, bool blocked);
    /// The bytes of the conversation that go along with the prompt, and the smallest soft limit of the lanes.
    void setInput(qint64 conversationBytes, std::optional<qint64> limit);
    /// Says that the text replaces an earlier question in this lane.
    void setEditing(const QString &laneName);
    /// Says that the prompt goes to this lane alone; with an empty name, nothing is said.
    void setTarget(const QString &laneName);
    /// Marks the parameters as such that cannot be sent, and why; an empty problem ends that, and what
    /// `refuse()` said.
    void setProblem(const QString &problem);
    /// Says why the prompt was not sent.
    void refuse(const QString &problem);
    /// Says that the prompt was not sent because this lane has no model; with an empty name, nothing is said.
    void askForModel(const QString &laneName);

Q_SIGNALS:
    void sendRequested();
    void stopRequested();
    void parametersRequested();
    void modelRequested();
    void unmuteRequested();
    /// The prompt shall be for all lanes again.
    void aimCancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Obstacle { None, Muted, Busy, Model, Parameters };

    void makeMeter();
    QWidget *makeControls();
    QWidget *makeAimLine();
    QWidget *makeNotice();
    void showAim(const QString &text);
    void requestSend();
    [[nodiscard]] Obstacle obstacle() const;
    void showNotice();
    void fix();
    void countInput();
    void showInput();
    void showSendable();
    [[nodiscard]] bool hasText() const;

    PromptEditor *m_editor;
    HistoryNotice *m_history;
    QWidget *m_aimLine = nullptr;
    QLabel *m_aimText = nullptr;
    QWidget *m_notice = nullptr;
    QLabel *m_noticeText = nullptr;
    QPushButton *m_fix = nullptr;
    QPushButton *m_parameters = nullptr;
    YieldingRow *m_controls = nullptr;
    QProgressBar *m_meter = nullptr;
    QLabel *m_meterText = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_send = nullptr;
    qint64 m_conversationBytes = 0;
    std::optional<qint64> m_limit;
    QTimer m_countLater;
    QString m_refusal;
    QString m_withoutModel; ///< a lane that was to be asked
    bool m_blocked = false;
    bool m_triedToSend = false; ///< was to be sent while it is blocked
    int m_asked = 1;
};

} // namespace Parlance
