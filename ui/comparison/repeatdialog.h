// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/repetition.h"
#include "measure/repeats.h"
#include "ui/comparison/contestant.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QTableWidget;

namespace Parlance {

class DistributionPlot;

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
        Gateway gateway;
        Repetition::Task task;
        Repeats repeats;
    };

    QWidget *makeQuestion();
    QWidget *makeProgress();
    QWidget *makeResults();
    QWidget *makeButtons();
    void addLane(const Lane &lane, QStringList &problems);
    void startOrStop();
    void start();
    void take(qsizetype lane, const Reply &reply);
    void showProgress();
    void showFigures();
    void showResults();
    void fillRow(int row, const Repeats &repeats, Figure figure);
    void copyMarkdown() const;
    void save();
    [[nodiscard]] QList<Repeats> results() const;
    [[nodiscard]] PlainTable shownTable() const;

    Repetition m_repetition;
    QList<Asked> m_lanes;
    int m_times = 0;
    QList<Figure> m_figures; ///< that can be chosen
    Figure m_chosen = Figure::FirstToken;
    QPlainTextEdit *m_prompt;
    QSpinBox *m_count;
    QPushButton *m_start;
    QProgressBar *m_progress;
    QLabel *m_state;
    QComboBox *m_figure;
    QTableWidget *m_table;
    DistributionPlot *m_plot;
    QScrollArea *m_plotArea;
    QPushButton *m_copy;
    QPushButton *m_save;
};

} // namespace Parlance
