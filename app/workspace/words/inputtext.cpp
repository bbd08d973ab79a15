// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/inputtext.h"

#include "workspace/words/metrictext.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString number(qint64 count)
{
    return QLocale().toString(count);
}

double shareOf(const LaneInput &lane)
{
    return static_cast<double>(lane.bytes) / static_cast<double>(std::max<qint64>(1, *lane.limit));
}

/// The lane that has used most of its limit; null without a limit.
const LaneInput *tightest(const PromptInput &input)
{
    const LaneInput *found = nullptr;
    for (const LaneInput &lane : input.lanes) {
        if (lane.limit && (!found || shareOf(lane) > shareOf(*found)))
            found = &lane;
    }
    return found;
}

QString ofLimit(const LaneInput &lane)
{
    const double used = static_cast<double>(lane.bytes) / 1024;
    return InputText::tr("%1 of ~%2 KB input").arg(QLocale().toString(used, 'f', 1)).arg(*lane.limit / 1024);
}

QString money(double amount, const QString &currency)
{
    return MetricText::value(Metric::Cost, {.value = amount}, currency);
}

QString costText(const LaneInput::Cost &cost, const QString &currency)
{
    if (!cost.most)
        return InputText::tr("from %1").arg(money(cost.least, currency));
    const QString most = money(*cost.most, currency);
    QString least = money(cost.least, currency);
    if (least == most)
        return most;
    least.chop(least.endsWith(currency) ? currency.size() + 1 : 0);
    return InputText::tr("%1–%2", "a range").arg(least, most);
}

/// The tokens of any lane, from the fewest to the most.
TokenRange tokensOfAny(const PromptInput &input)
{
    TokenRange all = input.lanes.first().tokens;
    for (const LaneInput &lane : input.lanes) {
        all.least = std::min(all.least, lane.tokens.least);
        all.most = std::max(all.most, lane.tokens.most);
    }
    return all;
}

/// Of all lanes together; empty unless each has a price.
std::optional<LaneInput::Cost> costOfAll(const PromptInput &input)
{
    LaneInput::Cost all{.least = 0, .most = 0};
    for (const LaneInput &lane : input.lanes) {
        if (!lane.cost)
            return {};
        all.least += lane.cost->least;
        all.most = all.most && lane.cost->most ? std::optional(*all.most + *lane.cost->most) : std::nullopt;
    }
    return all;
}

bool isEmpty(const PromptInput &input)
{
    return std::ranges::all_of(input.lanes, [](const LaneInput &lane) { return lane.bytes == 0; });
}

QString row(const QStringList &cells)
{
    QString html;
    for (const QString &cell : cells)
        html += u"<td%1><nobr>%2&nbsp;&nbsp;</nobr></td>"_s.arg(
            html.isEmpty() ? QString() : u" align='right'"_s, cell.toHtmlEscaped());
    return u"<tr>%1</tr>"_s.arg(html);
}

QString promptRows(const PromptInput &input)
{
    QString rows =
        row({InputText::tr("Prompt"), InputText::tr("%n bytes", nullptr, static_cast<int>(input.bytes)),
            InputText::tr("%n characters", nullptr, static_cast<int>(input.characters))});
    for (auto count = input.tokens.cbegin(); count != input.tokens.cend(); ++count)
        rows += row({QString(), InputText::tr("%n tokens", nullptr, static_cast<int>(count.value())),
            nameOf(count.key())});
    return rows;
}

QString basisText(const LaneInput &lane)
{
    switch (lane.basis) {
    case LaneInput::Basis::Counted:
        return InputText::tr("counted");
    case LaneInput::Basis::Learned:
        return InputText::tr("from %n answers", nullptr, static_cast<int>(lane.learnedFrom));
    case LaneInput::Basis::Bytes:
        return InputText::tr("from the bytes");
    }
    Q_UNREACHABLE_RETURN({});
}

QString laneRow(const LaneInput &lane, const QString &currency)
{
    return row(
        {lane.lane, InputText::tr("%1 tokens", "a range").arg(InputText::range(lane.tokens)), basisText(lane),
            lane.limit ? ofLimit(lane) : QString(), lane.cost ? costText(*lane.cost, currency) : QString()});
}

bool hasAny(const PromptInput &input, qsizetype LaneInput::*attachments)
{
    return std::ranges::any_of(
        input.lanes, [attachments](const LaneInput &lane) { return lane.*attachments > 0; });
}

QString notes(const PromptInput &input)
{
    const auto has = [&input](LaneInput::Basis basis) {
        return std::ranges::contains(input.lanes, basis, &LaneInput::basis);
    };
    QStringList notes{
        InputText::tr("The whole input: system prompt, conversation and prompt, and a few tokens "
                      "that a chat adds to each message.")};
    if (has(LaneInput::Basis::Counted))
        notes << InputText::tr("Counted: the texts exactly, in the model's own vocabulary.");
    if (has(LaneInput::Basis::Learned))
        notes << InputText::tr("From answers: by what the gateway reported for this model in this window.");
    if (has(LaneInput::Basis::Bytes))
        notes << InputText::tr(
            "From the bytes: the model's vocabulary is not published, and a token may have "
            "1.5 to 6 bytes.");
    if (hasAny(input, &LaneInput::estimated))
        notes << InputText::tr(
            "Pictures and files: an estimate by the rules of OpenAI and Anthropic, which the "
            "gateway may not follow.");
    if (hasAny(input, &LaneInput::unknown))
        notes << InputText::tr("A picture or file of unknown size is not counted.");
    if (std::ranges::any_of(input.lanes, [](const LaneInput &lane) { return lane.limit.has_value(); }))
        notes << InputText::tr("The limit is soft: the gateway may take more, or refuse it.");
    if (std::ranges::any_of(input.lanes, [](const LaneInput &lane) { return lane.cost.has_value(); }))
        notes << InputText::tr("By your prices, up to an answer of Max tokens where that is set.");
    return notes.join(u' ');
}

} // namespace

QString InputText::range(const TokenRange &tokens)
{
    if (tokens.least == tokens.most)
        return number(tokens.least);
    return tr("%1–%2", "a range").arg(number(tokens.least), number(tokens.most));
}

QString InputText::brief(const PromptInput &input, const QString &currency)
{
    if (input.lanes.isEmpty())
        return {};
    QStringList parts;
    if (const LaneInput *lane = tightest(input))
        parts << ofLimit(*lane);
    if (!isEmpty(input)) {
        const bool isEstimate = hasAny(input, &LaneInput::estimated) || hasAny(input, &LaneInput::unknown);
        const QString tokens = range(tokensOfAny(input));
        parts << (isEstimate ? tr("≈ %1 tokens", "a range") : tr("%1 tokens", "a range")).arg(tokens);
        if (const auto cost = costOfAll(input))
            parts << costText(*cost, currency);
    }
    return parts.join(u" · "_s);
}

QString InputText::table(const PromptInput &input, const QString &currency)
{
    QString rows = promptRows(input);
    for (const LaneInput &lane : input.lanes)
        rows += laneRow(lane, currency);
    return u"<table>%1</table><p>%2</p>"_s.arg(rows, notes(input).toHtmlEscaped());
}

std::optional<double> InputText::used(const PromptInput &input)
{
    const LaneInput *lane = tightest(input);
    return lane ? std::optional(shareOf(*lane)) : std::nullopt;
}

} // namespace Parlance
