// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/distributionplot.h"

#include "view/base/theme.h"
#include "workspace/words/metrictext.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int RowHeight = 36;
constexpr int AxisHeight = 28;
constexpr int Margin = 16;
constexpr int BoxHeight = 18;
constexpr int MostNames = 220;
constexpr double DotRadius = 3;
constexpr double Ticks = 5;

/// Keeps dots of equal values apart; the same in every paint.
double jitter(qsizetype place)
{
    return (static_cast<double>((place * 7) % 11) - 5) / 5 * (BoxHeight / 2.0 - DotRadius);
}

} // namespace

DistributionPlot::DistributionPlot(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"distribution"_s);
    setAccessibleName(tr("Distribution of the values"));
    setToolTip(tr("A dot for each reply; the long line is the median. With %1 or more replies, a box holds "
                  "the middle half; with %2 or more, a short line marks p95.")
            .arg(Summary::FewestForQuartiles)
            .arg(Summary::FewestForP95));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DistributionPlot::show(const QList<Row> &rows, Metric metric, const QString &currency)
{
    m_rows = rows;
    m_metric = metric;
    m_currency = currency;
    QList<double> all;
    QStringList words;
    for (const Row &row : rows) {
        all += row.samples;
        if (const auto summary = Summary::of(row.samples))
            words << tr("%1: %2 to %3, median %4")
                         .arg(row.name, written(summary->minimum), written(summary->maximum),
                             written(summary->median));
    }
    setAxis(all);
    setAccessibleDescription(words.join(u"; "_s));
    updateGeometry();
    update();
}

/// The axis begins at 0, or at the last tick before values that are all far from it.
void DistributionPlot::setAxis(const QList<double> &values)
{
    const auto [smallest, largest] = std::ranges::minmax(values.isEmpty() ? QList<double>{0} : values);
    const double spread = smallest > largest / 2 && smallest < largest ? largest - smallest : largest;
    m_step = spread > 0 ? tickStep(spread / Ticks) : 1;
    m_least = spread < largest ? std::floor(smallest / m_step) * m_step : 0;
    m_largest = largest;
}

QSize DistributionPlot::sizeHint() const
{
    return {480, static_cast<int>(m_rows.size()) * RowHeight + AxisHeight};
}

QString DistributionPlot::written(double value) const
{
    return MetricText::value(m_metric, {.value = value}, m_currency);
}

int DistributionPlot::namesWidth() const
{
    int widest = 0;
    for (const Row &row : m_rows)
        widest = std::max(widest, fontMetrics().horizontalAdvance(row.name));
    return Margin + std::min({widest + 2, MostNames, width() / 3}) + Margin;
}

double DistributionPlot::x(double value) const
{
    const double room = width() - namesWidth() - 3 * Margin;
    return namesWidth() + (m_largest > m_least ? (value - m_least) / (m_largest - m_least) : 0) * room;
}

void DistributionPlot::paintAxis(QPainter &painter) const
{
    if (m_largest <= 0)
        return;
    const Theme theme = Theme::current();
    const int bottom = static_cast<int>(m_rows.size()) * RowHeight;
    const int ticks = static_cast<int>((m_largest - m_least) * 1.001 / m_step);
    for (int i = 0; i <= ticks; ++i) {
        const double tick = m_least + i * m_step;
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x(tick), 0), QPointF(x(tick), bottom + 4));
        painter.setPen(theme.secondaryText);
        const QRectF place(x(tick) - 50, bottom + 4, 100, AxisHeight - 4);
        painter.drawText(place, Qt::AlignHCenter | Qt::AlignVCenter, written(tick));
    }
}

void DistributionPlot::paintRow(QPainter &painter, const Row &row, int top) const
{
    const Theme theme = Theme::current();
    const QRect name(Margin, top, namesWidth() - 2 * Margin, RowHeight);
    painter.setPen(theme.text);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(row.name, Qt::ElideMiddle, name.width()));
    const auto summary = Summary::of(row.samples);
    if (!summary)
        return;
    const double middle = top + RowHeight / 2.0;
    painter.setPen(theme.secondaryText);
    painter.drawLine(QPointF(x(summary->minimum), middle), QPointF(x(summary->maximum), middle));
    if (summary->count >= Summary::FewestForQuartiles)
        paintBox(painter, *summary, middle);
    QColor dot = theme.accent;
    dot.setAlphaF(0.45F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    for (qsizetype i = 0; i < row.samples.size(); ++i)
        painter.drawEllipse(QPointF(x(row.samples.at(i)), middle + jitter(i)), DotRadius, DotRadius);
    painter.setPen(QPen(theme.text, 2));
    paintMark(painter, summary->median, middle, BoxHeight + 6);
    painter.setPen(QPen(theme.warning, 2));
    if (summary->count >= Summary::FewestForP95)
        paintMark(painter, summary->p95, middle, BoxHeight / 2.0);
}

void DistributionPlot::paintBox(QPainter &painter, const Summary &summary, double middle) const
{
    const Theme theme = Theme::current();
    const double left = x(summary.lowerQuartile);
    painter.setPen(theme.accent);
    painter.setBrush(theme.soft);
    painter.drawRoundedRect(
        QRectF(left, middle - BoxHeight / 2.0, x(summary.upperQuartile) - left, BoxHeight), 3, 3);
}

void DistributionPlot::paintMark(QPainter &painter, double value, double middle, double height) const
{
    painter.drawLine(QPointF(x(value), middle - height / 2), QPointF(x(value), middle + height / 2));
}

void DistributionPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_largest > 0)
        paintAxis(painter);
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        paintRow(painter, m_rows.at(i), static_cast<int>(i) * RowHeight);
}

} // namespace Parlance
