// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/figuretext.h"

#include "measure/scoreboard.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString number(Figure figure, double value, const QString &currency)
{
    const QString text = QLocale().toString(value, 'f', decimalsOf(figure, value));
    if (isTime(figure))
        return FigureText::tr("%1 s", "seconds").arg(text);
    return figure == Figure::Cost ? u"%1 %2"_s.arg(text, currency) : text;
}

} // namespace

QString FigureText::title(Figure figure)
{
    switch (figure) {
    case Figure::Sent:
        return tr("Sent");
    case Figure::Headers:
        return tr("Headers");
    case Figure::FirstToken:
        return tr("First token");
    case Figure::FirstText:
        return tr("First text");
    case Figure::Total:
        return tr("Total");
    case Figure::Speed:
        return tr("Tokens/s");
    case Figure::InputTokens:
        return tr("Input");
    case Figure::OutputTokens:
        return tr("Output");
    case Figure::CachedTokens:
        return tr("Cached");
    case Figure::ReasoningTokens:
        return tr("Reasoning");
    case Figure::Cost:
        return tr("Cost");
    case Figure::CreditsUsed:
        return tr("Credits");
    case Figure::CreditsLeft:
        return tr("Credits left");
    case Figure::Characters:
        return tr("Characters");
    }
    return {};
}

QString FigureText::label(Figure figure)
{
    switch (figure) {
    case Figure::Sent:
        return tr("sent");
    case Figure::Headers:
        return tr("headers");
    case Figure::FirstToken:
        return tr("first");
    case Figure::FirstText:
        return tr("first text");
    case Figure::Total:
        return tr("total");
    case Figure::Speed:
        return tr("tok/s");
    case Figure::InputTokens:
        return tr("in");
    case Figure::OutputTokens:
        return tr("out");
    case Figure::CachedTokens:
        return tr("cached");
    case Figure::ReasoningTokens:
        return tr("reasoning");
    case Figure::Cost:
        return {};
    case Figure::CreditsUsed:
        return tr("credits");
    case Figure::CreditsLeft:
        return tr("credits left");
    case Figure::Characters:
        return tr("characters");
    }
    return {};
}

QString FigureText::explanation(Figure figure)
{
    switch (figure) {
    case Figure::Sent:
        return tr("Until the request was out: name, connection and TLS, where no connection was there yet");
    case Figure::Headers:
        return tr("From the request to the headers of the answer");
    case Figure::FirstToken:
        return tr("From the request to the first token, be it one of thinking; to the whole answer where it "
                  "is not streamed");
    case Figure::FirstText:
        return tr("From the request to the first text of the answer, behind its thinking");
    case Figure::Total:
        return tr("From the request to the end of the answer");
    case Figure::Speed:
        return tr("Output tokens a second, from the first to the last");
    case Figure::InputTokens:
        return tr("Tokens of the request");
    case Figure::OutputTokens:
        return tr("Tokens of the answer, with its reasoning");
    case Figure::CachedTokens:
        return tr("Input tokens that came from a cache");
    case Figure::ReasoningTokens:
        return tr("Output tokens that were reasoning");
    case Figure::Cost:
        return tr("By the prices in the settings");
    case Figure::CreditsUsed:
        return tr("Credits that the gateway took");
    case Figure::CreditsLeft:
        return tr("Credits that are left, as the gateway says");
    case Figure::Characters:
        return tr("Characters of the answer, without its reasoning");
    }
    return {};
}

QString FigureText::value(Figure figure, const Measurement &measurement, const QString &currency)
{
    const QString text = number(figure, measurement.value, currency);
    return measurement.estimated ? u"≈ "_s + text : text;
}

QString FigureText::state(Reply::State state)
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

QString FigureText::finish(const Metrics &metrics)
{
    return metrics.isComparable() && !metrics.finishReason.isEmpty() ? metrics.finishReason
                                                                     : state(metrics.state);
}

QString FigureText::markdown(const Scoreboard &board)
{
    const QList<Figure> figures = board.figures();
    PlainTable table{.header = {tr("Model"), tr("Gateway")}, .rows = {}, .textColumns = 2};
    for (const Figure figure : figures)
        table.header << title(figure);
    table.header << tr("Finish");
    for (qsizetype i = 0; i < board.rows().size(); ++i) {
        const Scoreboard::Row &row = board.rows().at(i);
        QStringList cells{row.name, row.gateway};
        for (const Figure figure : figures) {
            const auto measured = row.metrics.value(figure);
            const QString text = measured ? value(figure, *measured, board.currency()) : QString();
            cells << (board.isBest(i, figure) ? text + u" ★"_s : text);
        }
        table.rows << (cells << finish(row.metrics));
    }
    return table.toMarkdown();
}

} // namespace Parlance
