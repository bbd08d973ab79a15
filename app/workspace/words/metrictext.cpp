// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/metrictext.h"

#include "measure/scoreboard.h"
#include "workspace/words/timetext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString number(Metric metric, double value, const QString &currency)
{
    if (metric == Metric::FitsSchema)
        return value > 0 ? MetricText::tr("fits") : MetricText::tr("doesn't fit");
    if (isTime(metric))
        return TimeText::measured(value, decimalsOf(metric, value));
    const QString text = QLocale().toString(value, 'f', decimalsOf(metric, value));
    return metric == Metric::Cost ? u"%1 %2"_s.arg(text, currency) : text;
}

} // namespace

QString MetricText::title(Metric metric)
{
    switch (metric) {
    case Metric::Sent:
        return tr("Sent");
    case Metric::Headers:
        return tr("Headers");
    case Metric::FirstToken:
        return tr("First token");
    case Metric::FirstText:
        return tr("First text");
    case Metric::Total:
        return tr("Total");
    case Metric::Speed:
        return tr("Tokens/s");
    case Metric::InputTokens:
        return tr("Input");
    case Metric::OutputTokens:
        return tr("Output");
    case Metric::CachedTokens:
        return tr("Cached");
    case Metric::ReasoningTokens:
        return tr("Reasoning");
    case Metric::Cost:
        return tr("Cost");
    case Metric::CreditsUsed:
        return tr("Credits");
    case Metric::CreditsLeft:
        return tr("Credits left");
    case Metric::Characters:
        return tr("Characters");
    case Metric::FitsSchema:
        return tr("Schema");
    }
    return {};
}

QString MetricText::label(Metric metric)
{
    switch (metric) {
    case Metric::Sent:
        return tr("sent");
    case Metric::Headers:
        return tr("headers");
    case Metric::FirstToken:
        return tr("first");
    case Metric::FirstText:
        return tr("first text");
    case Metric::Total:
        return tr("total");
    case Metric::Speed:
        return tr("tok/s");
    case Metric::InputTokens:
        return tr("in");
    case Metric::OutputTokens:
        return tr("out");
    case Metric::CachedTokens:
        return tr("cached");
    case Metric::ReasoningTokens:
        return tr("reasoning");
    case Metric::Cost:
        return {};
    case Metric::CreditsUsed:
        return tr("credits");
    case Metric::CreditsLeft:
        return tr("credits left");
    case Metric::Characters:
        return tr("characters");
    case Metric::FitsSchema:
        return tr("schema");
    }
    return {};
}

QString MetricText::explanation(Metric metric)
{
    switch (metric) {
    case Metric::Sent:
        return tr("Until the request was out: name, connection and TLS, where no connection was there yet");
    case Metric::Headers:
        return tr("From the request to the headers of the answer");
    case Metric::FirstToken:
        return tr("From the request to the first token, thinking included; to the whole answer if it "
                  "is not streamed");
    case Metric::FirstText:
        return tr("From the request to the first text of the answer, behind its thinking");
    case Metric::Total:
        return tr("From the request to the end of the answer");
    case Metric::Speed:
        return tr("Output tokens a second, from the first to the last");
    case Metric::InputTokens:
        return tr("Tokens of the request");
    case Metric::OutputTokens:
        return tr("Tokens of the answer, with its reasoning");
    case Metric::CachedTokens:
        return tr("Input tokens that came from a cache");
    case Metric::ReasoningTokens:
        return tr("Output tokens that were reasoning");
    case Metric::Cost:
        return tr("By your prices in Settings");
    case Metric::CreditsUsed:
        return tr("Credits charged by the gateway");
    case Metric::CreditsLeft:
        return tr("Credits left, as the gateway reports");
    case Metric::Characters:
        return tr("Characters of the answer, without its reasoning");
    case Metric::FitsSchema:
        return tr("Whether the answer fits the requested schema");
    }
    return {};
}

QString MetricText::value(Metric metric, const Measurement &measurement, const QString &currency)
{
    const QString text = number(metric, measurement.value, currency);
    return measurement.estimated ? u"≈ "_s + text : text;
}

QString MetricText::state(Reply::State state)
{
    switch (state) {
    case Reply::State::Streaming:
        return tr("streaming");
    case Reply::State::Complete:
        return tr("complete");
    case Reply::State::Incomplete:
        return tr("broke off");
    case Reply::State::Stopped:
        return tr("stopped");
    case Reply::State::Failed:
        return tr("failed");
    }
    return {};
}

QString MetricText::finish(const Metrics &metrics)
{
    return metrics.isComparable() && !metrics.finishReason.isEmpty() ? metrics.finishReason
                                                                     : state(metrics.state);
}

QString MetricText::markdown(const Scoreboard &board)
{
    const QList<Metric> known = board.knownMetrics();
    PlainTable table{.header = {tr("Model"), tr("Gateway")}, .rows = {}, .textColumns = 2};
    for (const Metric metric : known)
        table.header << title(metric);
    table.header << tr("Finish");
    for (qsizetype i = 0; i < board.rows().size(); ++i) {
        const Scoreboard::Row &row = board.rows().at(i);
        QStringList cells{row.name, row.gateway};
        for (const Metric metric : known) {
            const auto measured = row.metrics.value(metric);
            const QString text = measured ? value(metric, *measured, board.currency()) : QString();
            cells << (board.isBest(i, metric) ? text + u" ★"_s : text);
        }
        table.rows << (cells << finish(row.metrics));
    }
    return table.toMarkdown();
}

} // namespace Parlance
