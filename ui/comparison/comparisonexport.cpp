// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparisonexport.h"

#include "ui/comparison/figuretext.h"
#include "wire/replyjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Self-contained, light or dark as the reader's system. The policy forbids whatever might slip through.
constexpr auto Head = R"(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>%1</title><style>
:root { color-scheme: light dark; --line: #E2E5EA; --soft: #EDF2FE; --accent: #2F6BED; --quiet: #667085; }
@media (prefers-color-scheme: dark) { :root { --line: #2A303A; --soft: #212C44; --accent: #7BA4FF; --quiet: #97A1B2; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.prompt { background: var(--soft); border-radius: 8px; padding: .7rem 1rem; }
.scores { overflow-x: auto; } table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .8rem; text-align: right; white-space: nowrap; }
th { font-weight: 500; } th, .quiet, summary { color: var(--quiet); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
.best { color: var(--accent); font-weight: 600; }
.lanes { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem; }
section { border: 1px solid var(--line); border-radius: 8px; padding: .2rem 1rem 1rem; min-width: 0; }
</style></head><body>
)"_L1;

QString html(const QString &text)
{
    return text.toHtmlEscaped();
}

QString answerOf(const Reply &reply)
{
    QStringList parts;
    for (const Choice &choice : reply.choices) {
        if (!choice.text.isEmpty())
            parts << choice.text;
        if (!choice.refusal.isEmpty())
            parts << choice.refusal;
        for (const ToolCall &call : choice.toolCalls)
            parts << u"%1(%2)"_s.arg(call.name, call.arguments);
    }
    return parts.join(u"\n\n"_s);
}

/// What a lane says beside its answer: whom it asked, who answered, how it ended.
QString factsOf(const Contestant &contestant)
{
    QStringList facts{contestant.gateway.fullName()};
    const Metrics &metrics = contestant.metrics;
    if (!metrics.model.isEmpty())
        facts << ComparisonExport::tr("answered by %1").arg(metrics.model);
    facts << (metrics.finishReason.isEmpty() || !metrics.isComparable() ? FigureText::state(metrics.state)
                                                                        : metrics.finishReason);
    if (!metrics.requestId.isEmpty())
        facts << ComparisonExport::tr("request %1").arg(metrics.requestId);
    return facts.join(u" · "_s);
}

void redact(Reply &reply, const Redaction &redaction)
{
    for (Choice &choice : reply.choices) {
        choice.text = redaction.of(choice.text);
        choice.reasoning = redaction.of(choice.reasoning);
        choice.refusal = redaction.of(choice.refusal);
        choice.finishReason = redaction.of(choice.finishReason);
        choice.sealed.clear();
        for (ToolCall &call : choice.toolCalls) {
            call.id = redaction.of(call.id);
            call.name = redaction.of(call.name);
            call.arguments = redaction.of(call.arguments);
        }
    }
    reply.model = redaction.of(reply.model);
    reply.id = redaction.of(reply.id);
    reply.requestId = redaction.of(reply.requestId);
    if (!reply.error)
        return;
    for (QString *text :
        {&reply.error->message, &reply.error->code, &reply.error->type, &reply.error->requestId})
        *text = redaction.of(*text);
}

Contestant redacted(Contestant contestant, const Redaction &redaction)
{
    Metrics &metrics = contestant.metrics;
    for (QString *text : {&contestant.name, &contestant.prompt, &contestant.request.system,
             &contestant.asked.model, &metrics.finishReason, &metrics.requestId, &metrics.model})
        *text = redaction.of(*text);
    redact(contestant.reply, redaction);
    return contestant;
}

QJsonObject figuresOf(const Metrics &metrics)
{
    QJsonObject figures;
    for (auto value = metrics.values.cbegin(); value != metrics.values.cend(); ++value) {
        figures.insert(figureId(value.key()),
            QJsonObject{{u"value"_s, value->value}, {u"estimated"_s, value->estimated}});
    }
    return figures;
}

QJsonObject laneToJson(const Contestant &contestant)
{
    return {{u"name"_s, contestant.name}, {u"gateway"_s, contestant.gateway.fullName()},
        {u"model"_s, contestant.asked.model}, {u"answered_by"_s, contestant.metrics.model},
        {u"system"_s, contestant.request.system}, {u"prompt"_s, contestant.prompt},
        {u"request_id"_s, contestant.metrics.requestId},
        {u"reply"_s, QJsonDocument::fromJson(replyToJson(contestant.reply)).object()},
        {u"figures"_s, figuresOf(contestant.metrics)}};
}

/// A fence that nothing within the text can close.
QString fenced(const QString &text)
{
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    return u"%1text\n%2\n%1\n"_s.arg(fence, text);
}

} // namespace

ComparisonExport::ComparisonExport(QList<Contestant> contestants, const Redaction &redaction)
    : m_contestants(std::move(contestants))
{
    for (Contestant &contestant : m_contestants)
        contestant = redacted(contestant, redaction);
    m_board = scoreboardOf(m_contestants);
}

QString ComparisonExport::commonPrompt() const
{
    if (m_contestants.isEmpty())
        return {};
    const QString &first = m_contestants.first().prompt;
    const bool common = std::ranges::all_of(
        m_contestants, [&first](const Contestant &contestant) { return contestant.prompt == first; });
    return common ? first : QString();
}

QString ComparisonExport::htmlTable() const
{
    const QList<Figure> figures = m_board.figures();
    QString text = u"<div class=\"scores\"><table><tr><th>%1</th>"_s.arg(html(tr("Lane")));
    for (const Figure figure : figures)
        text += u"<th>%1</th>"_s.arg(html(FigureText::title(figure)));
    text += u"</tr>\n"_s;
    for (qsizetype i = 0; i < m_board.rows().size(); ++i) {
        const Scoreboard::Row &row = m_board.rows().at(i);
        text += u"<tr><td>%1</td>"_s.arg(html(row.name));
        for (const Figure figure : figures) {
            const auto value = row.metrics.value(figure);
            const QString cell = value ? FigureText::value(figure, *value, m_board.currency()) : QString();
            text += m_board.isBest(i, figure) ? u"<td class=\"best\">★ %1</td>"_s.arg(html(cell))
                                              : u"<td>%1</td>"_s.arg(html(cell));
        }
        text += u"</tr>\n"_s;
    }
    return text + u"</table></div>\n"_s;
}

QString ComparisonExport::htmlLane(const Contestant &contestant) const
{
    QString text = u"<section><h2>%1</h2><p class=\"quiet\">%2</p>\n"_s.arg(
        html(contestant.name), html(factsOf(contestant)));
    if (commonPrompt().isEmpty())
        text += u"<p class=\"text prompt\">"_s + html(contestant.prompt) + u"</p>\n"_s;
    if (const QString &system = contestant.request.system; !system.isEmpty()) {
        text += u"<details><summary>"_s + html(tr("System prompt")) +
                u"</summary><p class=\"text quiet\">"_s + html(system) + u"</p></details>\n"_s;
    }
    if (const QString &reasoning = contestant.reply.first().reasoning; !reasoning.isEmpty()) {
        text += u"<details><summary>"_s + html(tr("Reasoning")) + u"</summary><p class=\"text quiet\">"_s +
                html(reasoning) + u"</p></details>\n"_s;
    }
    if (contestant.reply.error)
        text += u"<p class=\"text\"><b>"_s + html(contestant.reply.error->message) + u"</b></p>\n"_s;
    return text + u"<div class=\"text\">"_s + html(answerOf(contestant.reply)) + u"</div></section>\n"_s;
}

QString ComparisonExport::toHtml() const
{
    QString text = QString(Head).arg(html(tr("Comparison")));
    text += u"<h1>%1</h1>\n"_s.arg(html(tr("Comparison")));
    if (const QString prompt = commonPrompt(); !prompt.isEmpty())
        text += u"<p class=\"text prompt\">"_s + html(prompt) + u"</p>\n"_s;
    text += htmlTable();
    text += u"<p class=\"quiet\">%1</p>\n<div class=\"lanes\">\n"_s.arg(
        html(tr("★ best of its column   ≈ estimated")));
    for (const Contestant &contestant : m_contestants)
        text += htmlLane(contestant);
    return text + u"</div></body></html>\n"_s;
}

QString ComparisonExport::markdownLane(const Contestant &contestant) const
{
    QString text =
        u"\n## %1\n\n%2\n"_s.arg(escapedMarkdown(contestant.name), escapedMarkdown(factsOf(contestant)));
    if (commonPrompt().isEmpty())
        text += u"\n"_s + fenced(contestant.prompt);
    if (contestant.reply.error)
        text += u"\n**"_s + escapedMarkdown(contestant.reply.error->message) + u"**\n"_s;
    if (const QString answer = answerOf(contestant.reply); !answer.isEmpty())
        text += u"\n"_s + fenced(answer);
    return text;
}

QString ComparisonExport::toMarkdown() const
{
    QString text = u"# %1\n\n"_s.arg(tr("Comparison"));
    if (const QString prompt = commonPrompt(); !prompt.isEmpty())
        text += fenced(prompt) + u'\n';
    text += FigureText::markdown(m_board);
    for (const Contestant &contestant : m_contestants)
        text += markdownLane(contestant);
    return text;
}

QString ComparisonExport::toJson() const
{
    QJsonArray lanes;
    for (const Contestant &contestant : m_contestants)
        lanes.append(laneToJson(contestant));
    const QJsonObject document{{u"currency"_s, m_board.currency()}, {u"lanes"_s, lanes}};
    return QString::fromUtf8(QJsonDocument(document).toJson());
}

} // namespace Parlance
