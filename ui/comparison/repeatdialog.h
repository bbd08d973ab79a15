// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/repetition.h"
#include "measure/repeats.h"
#include "ui/playground/laneanswer.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTime>

class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace Parlance {

class ElidedLabel;
class RepeatResults;

/// Asks the lanes' models a prompt several times, with the lanes' parameters and nothing of their
/// conversations, and shows how the figures of the replies lie.
class RepeatDialog : public QDialog
{
    Q_OBJECT

public:
    RepeatDialog(ChatClient *client, QWidget *parent = nullptr);

    /// What is asked: copies, so the lanes may go on or be closed. Those that cannot be asked are named and
    /// left out.
    void setLanes(const QList<Lane *> &lanes, const QString &prompt);

private:
    struct Asked
    {
        Repetition::Task task;
        Repeats repeats;
        QTime waitsUntil = {}; ///< null while its gateway's limit does not hold it
        QString trouble = {};  ///< the last failure, or why it was given up
    };

    QWidget *makeQuestion();
    QLayout *makeStart();
    QWidget *makeProgress();
    QWidget *makeButtons();
    void addLane(const Lane &lane, const QString &name);
    void startOrStop();
    void start();
    void take(qsizetype lane, const std::shared_ptr<const Call> &call);
    void noteWait(qsizetype lane, std::chrono::milliseconds time);
    void showProgress();
    void showState(int done);
    [[nodiscard]] QStringList waits() const;
    void showResults();
    void copyMarkdown() const;
    void save();
    [[nodiscard]] QList<Repeats> results() const;

    Repetition m_repetition;
    QList<Asked> m_lanes;
    QStringList m_problems; ///< of lanes that are left out
    int m_times = 0;
    bool m_stopped = false;
    QElapsedTimer m_ended; ///< since the last reply of the last round
    QPlainTextEdit *m_prompt;
    QSpinBox *m_count;
    QPushButton *m_start;
    QProgressBar *m_progress;
    ElidedLabel *m_state;
    RepeatResults *m_results;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace Parlance
