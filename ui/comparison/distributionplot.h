// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metric.h"
#include "measure/statistics.h"

#include <QWidget>

namespace Parlance {

/// The distribution of a metric's values: one row per lane on one axis, with a dot for each value and a line
/// at the median; a box around the middle half and a mark at the 95th percentile, where there are enough
/// values.
class DistributionPlot : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString name;
        QList<double> samples;
    };

    explicit DistributionPlot(QWidget *parent = nullptr);

    /// Writes values as the metric is written; costs are in `currency`.
    void show(const QList<Row> &rows, Metric metric, const QString &currency);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int namesWidth() const;
    [[nodiscard]] double x(double value) const;
    void paintAxis(QPainter &painter) const;
    void paintRow(QPainter &painter, const Row &row, int top) const;
    void paintBox(QPainter &painter, const Summary &summary, double middle) const;
    void paintMark(QPainter &painter, double value, double middle, double height) const;
    void setAxis(const QList<double> &values);
    [[nodiscard]] QString written(double value) const;

    QList<Row> m_rows;
    Metric m_metric = Metric::Total;
    QString m_currency;
    double m_least = 0; ///< where the axis begins
    double m_largest = 0;
    double m_step = 1; ///< between its ticks
};

} // namespace Parlance
