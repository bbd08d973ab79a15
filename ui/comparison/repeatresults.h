// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/repeats.h"

#include <QWidget>

class QComboBox;
class QTableWidget;

namespace Parlance {

class DistributionPlot;

/// A table and a plot of how the values of one metric are distributed over each lane's replies; the user
/// chooses the metric. Nothing moves while replies arrive.
class RepeatResults : public QWidget
{
    Q_OBJECT

public:
    explicit RepeatResults(QWidget *parent = nullptr);

    void show(const QList<Repeats> &lanes);
    /// All metrics with their units, for people.
    [[nodiscard]] PlainTable toTable() const;

private:
    QWidget *makeChoice();
    void makeTable();
    QWidget *makePlot();
    void showMetric();
    void fillRow(int row, const Repeats &repeats, Metric metric);
    [[nodiscard]] static QString fittingText(const Repeats::Judged &judged);
    [[nodiscard]] QStringList metricTexts(const Repeats &repeats, Metric metric) const;

    QList<Repeats> m_lanes;
    QComboBox *m_metric;
    QTableWidget *m_table;
    DistributionPlot *m_plot;
};

} // namespace Parlance
