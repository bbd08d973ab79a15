// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metric.h"

#include <QWidget>

namespace Parlance {

/// The distribution of a metric's values: one row per lane on one axis that begins at 0, with a dot for each
/// value, a box around the middle half, a line at the median and a mark at the 95th percentile.
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
