// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/repeats.h"

#include <QWidget>

class QComboBox;
class QTableWidget;

namespace Parlance {

class DistributionPlot;

/// How the values of one figure, which can be chosen, lie in the replies of each lane: a table and a plot.
/// Nothing in it moves while replies come.
class RepeatResults : public QWidget
{
    Q_OBJECT

public:
    explicit RepeatResults(QWidget *parent = nullptr);

    void show(const QList<Repeats> &lanes);
    /// All figures for a person, with their units.
    [[nodiscard]] PlainTable toTable() const;

private:
    QWidget *makeChoice();
    void makeTable();
    QWidget *makePlot();
    void showFigure();
    void fillRow(int row, const Repeats &repeats, Metric figure);
    [[nodiscard]] QStringList figureTexts(const Repeats &repeats, Metric figure) const;

    QList<Repeats> m_lanes;
    QComboBox *m_figure;
    QTableWidget *m_table;
    DistributionPlot *m_plot;
};

} // namespace Parlance
