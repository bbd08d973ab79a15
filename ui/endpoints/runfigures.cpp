// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/runfigures.h"

#include "client/httprun.h"
#include "workspace/callmetrics.h"
#include "workspace/words/metrictext.h"
#include "workspace/words/timetext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

class Figures
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::RunFigures)

public:
    [[nodiscard]] const QList<MetricsStrip::Item> &list() const { return m_items; }

    void addEnd(HttpRun::State state)
    {
        if (state == HttpRun::State::Stopped)
            m_items.append({.value = tr("stopped"), .label = {}});
        else if (state == HttpRun::State::Incomplete)
            m_items.append({.value = tr("incomplete"), .label = {}});
    }

    void addTime(const std::optional<Timing::Duration> &time, const QString &label)
    {
        constexpr int decimals = 2;
        if (time)
            m_items.append(
                {.value = TimeText::measured(std::chrono::duration<double>(*time).count(), decimals),
                    .label = label});
    }

    void addTimes(const HttpRun &run)
    {
        const auto &end = run.call()->recording.end;
        addTime(run.firstBytesAt(), tr("first byte"));
        addTime(end ? std::optional(end->at) : std::nullopt, tr("total"));
    }

    void addBytes(const HttpRun &run)
    {
        m_items.append({.value = briefSize(run.call()->recording.size()), .label = tr("received")});
        m_items.append({.value = briefSize(run.exchange()->sentBytes()), .label = tr("sent")});
    }

    void addUsage(const Usage &usage)
    {
        addCount(usage.inputTokens, tr("tokens in"));
        addCount(usage.outputTokens, tr("tokens out"));
        if (!usage.inputTokens && !usage.outputTokens)
            addCount(usage.totalTokens, tr("tokens"));
    }

    void addCost(const Call &call, const Usage &usage)
    {
        const PriceList prices = priceList();
        const auto price = prices.find(call.gateway.key.slot, call.request.model);
        if (price && (usage.inputTokens || usage.outputTokens))
            m_items.append(
                {.value = MetricText::value(Metric::Cost, {.value = costOf(usage, *price)}, prices.currency),
                    .label = {}});
    }

private:
    void addCount(const std::optional<qint64> &count, const QString &label)
    {
        if (count)
            m_items.append({.value = QLocale().toString(*count), .label = label});
    }

    QList<MetricsStrip::Item> m_items;
};

} // namespace

QList<MetricsStrip::Item> figuresOf(const HttpRun &run, const Usage &usage)
{
    Figures figures;
    figures.addEnd(run.state());
    figures.addTimes(run);
    figures.addUsage(usage);
    figures.addCost(*run.call(), usage);
    figures.addBytes(run);
    return figures.list();
}

QString tableOf(const QList<MetricsStrip::Item> &figures)
{
    QString rows;
    for (const MetricsStrip::Item &figure : figures)
        rows += u"<tr><td align='right'><b>%1</b>&nbsp;</td><td>%2</td></tr>"_s.arg(
            figure.value.toHtmlEscaped(), figure.label.toHtmlEscaped());
    return u"<table>%1</table>"_s.arg(rows);
}

QString briefSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace Parlance
