// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"
#include "ui/compose/promptnotice.h"

#include <QFrame>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace Parlance {

class AttachmentBar;
class PromptEditor;
class VariableOffer;
class YieldingRow;

/// The bottom of a page: the editor, the images and files that go with its text, the size of the input, Stop
/// and Send. A line above the text says when the prompt goes to one lane alone or replaces an earlier
/// question, and a notice what keeps it from being sent.
class PromptBar : public QFrame
{
    Q_OBJECT

public:
    explicit PromptBar(QWidget *parent = nullptr);

    [[nodiscard]] PromptEditor *editor() const { return m_editor; }
    [[nodiscard]] AttachmentBar *attachments() const { return m_attachments; }
    [[nodiscard]] VariableOffer *variableOffer() const { return m_variables; }

    /// What would be sent: the text and what is attached.
    [[nodiscard]] Message prompt() const;
    [[nodiscard]] bool isBlank() const;
    /// True if a file is still being read; then `sendRequested()` comes when it is there.
    [[nodiscard]] bool waitsForFiles();
    void setPrompt(const Message &prompt);
    /// Empties the editor and the attachments, and returns what was there.
    [[nodiscard]] Message takePrompt();
    /// Puts a prompt that got no answer back, before what was written since.
    void giveBack(const Message &prompt);
    /// Empties the editor and the attachments if they hold exactly this prompt.
    void dropPrompt(const Message &prompt);
    /// Removes what is attached but files of text.
    void keepTexts();

    /// Sets how many of all lanes that take prompts get the prompt; `only` names the one target among
    /// several.
    void setLaneCount(int asked, int all, const QString &only = {});
    /// `busy` if something runs that can be stopped; `blocked` if it must end before the prompt can be sent.
    void setBusy(bool busy, bool blocked);
    /// What is shown of the input that the prompt is a part of.
    struct Meter
    {
        QString text = {};               ///< short; empty to show nothing
        QString toolTip = {};            ///< rich text
        std::optional<double> used = {}; ///< the used part of a soft limit; above 1 it is exceeded
    };
    void setMeter(const Meter &meter);
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
    /// Marks the link to the parameters, with what is wrong in them; empty for nothing.
    void setProblem(const QString &problem);
    /// Says why the prompt was not sent, and whether it may be sent all the same; without a reason, says
    /// nothing. What the bar itself knows comes first.
    void refuse(const QList<PromptNotice::Reason> &reasons, bool maySend);

    /// Says which key sends. Call when the settings have changed.
    void showHint();

Q_SIGNALS:
    /// The text or what is attached has changed.
    void promptChanged();
    void sendRequested();
    void stopRequested();
    void parametersRequested();
    /// Asks for the user's prompt library.
    void libraryRequested();
    /// Asks to put the reason at this index of `refuse()` right, or to show where it is.
    void repairRequested(qsizetype reason);
    void showRequested(qsizetype reason);
    void sendAnywayRequested();
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
    enum class Obstacle { None, NoLane, Muted, Busy };

    void makeMeter();
    void makeLimits();
    QWidget *makeControls();
    QWidget *makeTargetLine();
    void followAttachments();
    void chooseFiles();
    void showAttachments();
    void showTarget(const QString &text);
    void requestSend();
    [[nodiscard]] Obstacle obstacle() const;
    void showNotice();
    void repair(qsizetype reason);
    void showSendable();

    PromptEditor *m_editor;
    AttachmentBar *m_attachments;
    PromptNotice *m_notice;
    VariableOffer *m_variables;
    QWidget *m_targetLine = nullptr;
    QLabel *m_targetText = nullptr;
    QPushButton *m_parameters = nullptr;
    QPushButton *m_limits = nullptr;
    QProgressBar *m_budget = nullptr;
    QLabel *m_hint = nullptr; ///< what sends
    YieldingRow *m_controls = nullptr;
    QProgressBar *m_meter = nullptr;
    QLabel *m_meterText = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_send = nullptr;
    QList<PromptNotice::Reason> m_reasons; ///< of `refuse()`
    bool m_maySend = false;
    bool m_sendsWhenRead = false;
    bool m_blocked = false;
    bool m_triedToSend = false; ///< tried while blocked
    int m_asked = 1;
    int m_all = 1;
};

/// `prompt`, which got no answer, followed by what was written since.
[[nodiscard]] Message withPromptBack(const Message &prompt, const Message &written);

} // namespace Parlance
