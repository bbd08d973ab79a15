// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QFrame>
#include <QTimer>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Parlance {

class AttachmentBar;
class HistoryNotice;
class PromptEditor;
class YieldingRow;

/// The bottom of a page: the editor, the images and files that go with its text, the used part of the
/// gateway's input limit, Stop and Send. A line above the text says when the prompt goes to one lane alone or
/// replaces an earlier question. A line below says what keeps the prompt from being sent.
class PromptBar : public QFrame
{
    Q_OBJECT

public:
    explicit PromptBar(QWidget *parent = nullptr);

    [[nodiscard]] PromptEditor *editor() const { return m_editor; }
    [[nodiscard]] AttachmentBar *attachments() const { return m_attachments; }
    [[nodiscard]] HistoryNotice *historyNotice() const { return m_history; }

    /// What would be sent: the text and what is attached.
    [[nodiscard]] Message prompt() const;
    [[nodiscard]] bool isBlank() const;
    /// Its size in bytes, as the input limit counts it.
    [[nodiscard]] qint64 promptBytes() const;
    /// True if a file is still being read; then `sendRequested()` comes when it is there.
    [[nodiscard]] bool waitsForFiles();
    void setPrompt(const Message &prompt);
    /// Empties the editor and the attachments, and returns what was there.
    [[nodiscard]] Message takePrompt();
    /// Puts a prompt that got no answer back, before what was written since.
    void giveBack(const Message &prompt);
    /// Empties the editor and the attachments if they hold exactly this prompt.
    void dropPrompt(const Message &prompt);

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
    /// Says that this lane takes nothing of what is attached but text; an empty name clears that.
    void refuseAttachments(const QString &laneName);

Q_SIGNALS:
    /// The text or what is attached has changed.
    void promptChanged();
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
    enum class Obstacle { None, NoLane, Muted, Busy, Model, Attachments, Parameters };

    void makeMeter();
    void makeLimits();
    QWidget *makeControls();
    QWidget *makeTargetLine();
    QWidget *makeNotice();
    void followAttachments();
    void chooseFiles();
    void showAttachments();
    void removeRefused();
    void showTarget(const QString &text);
    void requestSend();
    [[nodiscard]] Obstacle obstacle() const;
    void showNotice();
    void fix();
    void countInput();
    void showInput();
    void showSendable();

    PromptEditor *m_editor;
    AttachmentBar *m_attachments;
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
    QString m_textAlone;    ///< the lane that does not take what is attached
    bool m_sendsWhenRead = false;
    bool m_blocked = false;
    bool m_triedToSend = false; ///< tried while blocked
    int m_asked = 1;
    int m_all = 1;
};

/// `prompt`, which got no answer, followed by what was written since.
[[nodiscard]] Message withPromptBack(const Message &prompt, const Message &written);

} // namespace Parlance
