// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/repetition.h"
#include "client/targetresolver.h"
#include "gateways/laneparameters.h"
#include "measure/repeats.h"
#include "ui/playground/laneanswer.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTime>

class QProgressBar;
class QPushButton;
class QSpinBox;

namespace Parlance {

class ElidedLabel;
class LongTextEdit;
class RefusalNotice;
class RepeatResults;

/// Sends a prompt several times to the models of the lanes, with the lanes' parameters and without their
/// conversations, and shows the distribution of the replies' metrics.
class RepeatDialog : public QDialog
{
    Q_OBJECT

public:
    /// `client` and `resolver` must outlive the dialog.
    RepeatDialog(ChatClient *client, const TargetResolver *resolver, QWidget *parent = nullptr);

    /// Copies what it asks, so the lanes may go on or be closed. Names and leaves out the lanes that cannot
    /// be asked.
    void setLanes(const QList<Lane *> &lanes, const QString &prompt);

private:
    struct Asked
    {
        Repetition::Task task;
        TargetResolver::Mode mode = TargetResolver::Mode::Demo;
        LaneParameters parameters;
        Repeats repeats;
        std::optional<Metrics> paused = {};            ///< of the reply that goes on
        QList<std::shared_ptr<const Call>> calls = {}; ///< kept for the inspector while the dialog is open
        QTime waitsUntil = {};                         ///< null unless its gateway's rate limit holds it
        QString trouble = {};                          ///< the last failure, or why it gave up
    };

    QWidget *makeQuestion();
    QLayout *makeStart();
    QWidget *makeProgress();
    QWidget *makeButtons();
    void addLane(const Lane &lane, const QString &name);
    void startOrStop();
    void start();
    void startAnyway();
    [[nodiscard]] bool canAskAll();
    [[nodiscard]] QString resolveAgain();
    [[nodiscard]] QStringList problems() const;
    [[nodiscard]] QStringList problemsOf(const Asked &asked) const;
    void pause(qsizetype lane, const std::shared_ptr<const Call> &call);
    void take(qsizetype lane, const std::shared_ptr<const Call> &call);
    void noteWait(qsizetype lane, std::chrono::milliseconds time);
    void showProgress();
    void showState(int done);
    [[nodiscard]] QStringList waits() const;
    [[nodiscard]] QString expectedEnd() const;
    void showResults();
    void copyMarkdown() const;
    void save();
    [[nodiscard]] QList<Repeats> results() const;

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    Repetition m_repetition;
    QList<Asked> m_lanes;
    QStringList m_problems; ///< why lanes are left out
    int m_times = 0;
    bool m_stopped = false;
    QElapsedTimer m_ended; ///< since the last reply of the last round
    LongTextEdit *m_prompt;
    QSpinBox *m_count;
    QPushButton *m_start;
    RefusalNotice *m_refusal;
    QProgressBar *m_progress;
    ElidedLabel *m_state;
    RepeatResults *m_results;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace Parlance
