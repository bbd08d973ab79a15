// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/repeatresults.h"

#include "ui/comparison/distributionplot.h"
#include "ui/playground/laneanswer.h"
#include "view/base/focusring.h"
#include "view/base/theme.h"
#include "view/base/tooltip.h"
#include "workspace/callmetrics.h"
#include "workspace/words/metrictext.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MostVisibleRows = 8;

enum Column { Name, Success, Values, Median, P95, Spread, Minimum, Maximum, Fitting, ColumnCount };

} // namespace

RepeatResults::RepeatResults(QWidget *parent)
    : QWidget(parent)
    , m_metric(new QComboBox)
    , m_table(new QTableWidget(0, ColumnCount))
    , m_plot(new DistributionPlot)
{
    makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeChoice());
    layout->addWidget(m_table);
    layout->addWidget(makePlot(), 1);
}

QWidget *RepeatResults::makePlot()
{
    auto *area = new QScrollArea;
    area->setObjectName(u"repeatPlot"_s);
    area->setWidget(m_plot);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    new FocusRing(area);
    return area;
}

/// Lists the metrics from the start; those that no reply has cannot be chosen yet.
QWidget *RepeatResults::makeChoice()
{
    m_metric->setObjectName(u"repeatMetric"_s);
    m_metric->setAccessibleName(tr("Metric to show"));
    for (const Metric metric : allMetrics()) {
        if (metric == Metric::CreditsLeft || metric == Metric::FitsSchema) // which has a column
            continue;
        m_metric->addItem(MetricText::title(metric), static_cast<int>(metric));
        m_metric->setItemData(m_metric->count() - 1, MetricText::explanation(metric), Qt::ToolTipRole);
    }
    m_metric->setCurrentIndex(m_metric->findData(static_cast<int>(Metric::FirstToken)));
    connect(m_metric, &QComboBox::currentIndexChanged, this, &RepeatResults::showMetric);
    auto *label = new QLabel(tr("&Metric:"));
    label->setBuddy(m_metric);
    auto *choice = new QWidget;
    auto *layout = new QHBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_metric);
    layout->addStretch(1);
    return choice;
}

void RepeatResults::makeTable()
{
    m_table->setObjectName(u"repeatTable"_s);
    m_table->setAccessibleName(tr("Results"));
    m_table->setHorizontalHeaderLabels({tr("Lane"), tr("Success"), tr("Samples"), tr("Median"), tr("p95"),
        tr("IQR"), tr("Min"), tr("Max"), tr("Fits schema")});
    m_table->horizontalHeaderItem(Success)->setToolTip(tr("Replies that completed, of all"));
    m_table->horizontalHeaderItem(Values)->setToolTip(
        tr("So many of them tell the figure; no failed reply counts"));
    m_table->horizontalHeaderItem(P95)->setToolTip(tr("95 % of the values are at or below it"));
    m_table->horizontalHeaderItem(Spread)->setToolTip(
        tr("The interquartile range: the middle half of the values lies within so much"));
    m_table->horizontalHeaderItem(Fitting)->setToolTip(
        tr("Share of the complete answers that fit the schema"));
    m_table->horizontalHeader()->setSectionResizeMode(
        QHeaderView::ResizeToContents); // the rest is for the names
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeaderItem(Name)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setWordWrap(false); // names would break at hyphens
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    new FocusRing(m_table);
}

void RepeatResults::show(const QList<Repeats> &lanes)
{
    m_lanes = lanes;
    m_table->setColumnHidden(Fitting, std::ranges::none_of(lanes, &Repeats::bySchema));
    const int rows = qBound(1, static_cast<int>(lanes.size()), MostVisibleRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            rows * m_table->verticalHeader()->defaultSectionSize() + 4);
    const QList<Metric> known = repeatedMetrics(m_lanes);
    auto *items = qobject_cast<QStandardItemModel *>(m_metric->model());
    for (int i = 0; i < m_metric->count(); ++i) {
        const auto metric = static_cast<Metric>(m_metric->itemData(i).toInt());
        items->item(i)->setEnabled(known.isEmpty() || known.contains(metric));
    }
    showMetric();
}

void RepeatResults::showMetric()
{
    const auto metric = static_cast<Metric>(m_metric->currentData().toInt());
    QList<DistributionPlot::Row> rows;
    m_table->setRowCount(static_cast<int>(m_lanes.size()));
    for (qsizetype i = 0; i < m_lanes.size(); ++i) {
        const Repeats &repeats = m_lanes.at(i);
        fillRow(static_cast<int>(i), repeats, metric);
        rows.append({.name = repeats.name, .samples = repeats.samples(metric)});
    }
    m_plot->show(rows, metric, priceList().currency);
}

/// "70 %"; empty without a schema.
QString RepeatResults::fittingText(const Repeats::Judged &judged)
{
    return judged.count > 0 ? tr("%1 %").arg(qRound(judged.share() * 100)) : QString();
}

/// Success, values, median, p95, spread, least and most, answers that fit the schema; empty if unknown.
QStringList RepeatResults::metricTexts(const Repeats &repeats, Metric metric) const
{
    const auto replies = repeats.replies.size();
    if (replies == 0)
        return {};
    const QList<double> samples = repeats.samples(metric);
    QStringList texts{
        tr("%1 of %2").arg(repeats.successes()).arg(replies), QLocale().toString(samples.size())};
    if (const auto summary = Summary::of(samples)) {
        const QString currency = priceList().currency;
        const bool estimated = repeats.isEstimated(metric);
        for (const double value :
            {summary->median, summary->p95, summary->spread(), summary->minimum, summary->maximum})
            texts << MetricText::value(metric, {.value = value, .estimated = estimated}, currency);
    }
    texts.resize(Fitting - Success);
    return texts << fittingText(repeats.judged());
}

void RepeatResults::fillRow(int row, const Repeats &repeats, Metric metric)
{
    const QStringList texts = QStringList{repeats.name} + metricTexts(repeats, metric);
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = new QTableWidgetItem(texts.value(column));
        if (column == Name)
            item->setToolTip(plainToolTip(repeats.name));
        item->setTextAlignment((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_table->setItem(row, column, item);
    }
    if (const Repeats::Judged judged = repeats.judged(); judged.count > 0)
        m_table->item(row, Fitting)->setToolTip(tr("%1 of %2").arg(judged.fitting).arg(judged.count));
    if (repeats.samples(metric).size() < Summary::FewestForP95) {
        QTableWidgetItem *p95 = m_table->item(row, P95);
        p95->setForeground(Theme::current().secondaryText);
        p95->setToolTip(tr("With fewer than %1 values p95 is close to the largest and says little")
                .arg(Summary::FewestForP95));
    }
}

PlainTable RepeatResults::toTable() const
{
    PlainTable table{.header = {tr("Lane"), tr("Gateway"), tr("Metric"), tr("Success"), tr("Values"),
                         tr("Median"), tr("p95"), tr("IQR"), tr("Min"), tr("Max"), tr("Fits schema")},
        .rows = {},
        .textColumns = 3};
    QList<Metric> known = repeatedMetrics(m_lanes);
    known.removeAll(Metric::FitsSchema); // which has a column
    for (const Repeats &repeats : m_lanes) {
        for (const Metric metric : known) {
            QStringList cells = QStringList{repeats.name, repeats.gateway, MetricText::title(metric)} +
                                metricTexts(repeats, metric);
            cells.resize(table.header.size());
            table.rows << cells;
        }
    }
    return table;
}

} // namespace Parlance
