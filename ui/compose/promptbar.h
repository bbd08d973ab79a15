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

/// The bottom of a page: the editor, the used part of the gateway's input limit, Stop and Send. A line above
/// the text says when the prompt goes to one lane alone or replaces an earlier question. A line below says
/// what keeps the prompt from being sent.
class PromptBar : public QFrame
{
    Q_OBJECT

public:
    explicit PromptBar(QWidget *parent = nullptr);

    [[nodiscard]] PromptEditor *editor() const { return m_editor; }
    [[nodiscard]] HistoryNotice *historyNotice() const { return m_history; }

    /// Sets how many of all lanes that take prompts get the prompt; `only` names the one target among
    /// several.
    void setLaneCount(int asked, int all, const QString &only = {});
    /// `busy` if something runs that can be stopped; `blocked` if it must end before the prompt can be sent.
    void setBusy(bool busy, bool blocked);
    /// Sets the size of the conversation that goes with the prompt, in bytes, and the smallest soft limit of
    /// the lanes.
    void setInput(qint64 conversationBytes, std::optional<qint64> limit);
    /// What is shown of the limits of the keys that the prompt goes with.
    struct Limits
    {
        QString text = {};               ///< short; empty to show nothing
        QString toolTip = {};            ///< rich text
        bool isTight = false;            ///< the prompt would exceed a limit
        std::optional<double> used = {}; ///< the used part of the limit that the text tells, 0 to 1
    };
    void setLimits(const Limits &limits);
    /// Says that the text replaces an earlier question in this lane.
    void setEditing(const QString &laneName);
    /// Says that the prompt goes to this lane alone; an empty name clears that.
    void setTarget(const QString &laneName);
    /// Says why the parameters cannot be sent; an empty problem clears that and the text of `refuse()`.
    void setProblem(const QString &problem);
    /// Says why the prompt was not sent.
    void refuse(const QString &problem);
    /// Says that the prompt was not sent because this lane has no model; an empty name clears that.
    void askForModel(const QString &laneName);

Q_SIGNALS:
    void sendRequested();
    void stopRequested();
    void parametersRequested();
    void modelRequested();
    void unmuteRequested();
    /// Asks for a lane that takes prompts.
    void laneRequested();
    /// Asks for the place where the shown limits are edited.
    void limitsRequested();
    /// Asks to send the prompt to all lanes again.
    void targetCancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Obstacle { None, NoLane, Muted, Busy, Model, Parameters };

    void makeMeter();
    void makeLimits();
    QWidget *makeControls();
    QWidget *makeTargetLine();
    QWidget *makeNotice();
    void showTarget(const QString &text);
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
    QWidget *m_targetLine = nullptr;
    QLabel *m_targetText = nullptr;
    QWidget *m_notice = nullptr;
    QLabel *m_noticeText = nullptr;
    QPushButton *m_fix = nullptr;
    QPushButton *m_parameters = nullptr;
    QPushButton *m_limits = nullptr;
    QProgressBar *m_budget = nullptr;
    YieldingRow *m_controls = nullptr;
    QProgressBar *m_meter = nullptr;
    QLabel *m_meterText = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_send = nullptr;
    qint64 m_conversationBytes = 0;
    std::optional<qint64> m_limit;
    QTimer m_countLater;
    QString m_refusal;
    QString m_withoutModel; ///< the lane that has no model
    bool m_blocked = false;
    bool m_triedToSend = false; ///< tried while blocked
    int m_asked = 1;
    int m_all = 1;
};

} // namespace Parlance
