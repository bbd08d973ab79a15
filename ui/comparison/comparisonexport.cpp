// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparisonexport.h"

#include "chat/statename.h"
#include "ui/export/htmlpage.h"
#include "wire/replyjson.h"
#include "workspace/words/errortext.h"
#include "workspace/words/metrictext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString html(const QString &text)
{
    return text.toHtmlEscaped();
}

bool isDemo(const LaneAnswer &contestant)
{
    return contestant.call->isDemo;
}

QString written(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// The facts about an answer: the model and gateway asked, the model that answered, and how it ended.
QString factsOf(const LaneAnswer &contestant)
{
    QStringList facts{contestant.call->gateway.fullName()};
    if (isDemo(contestant))
        facts << ComparisonExport::tr("the embedded demo, no model");
    const Metrics &metrics = contestant.metrics;
    if (!metrics.model.isEmpty())
        facts << ComparisonExport::tr("answered by %1").arg(metrics.model);
    facts << MetricText::finish(metrics);
    if (!metrics.requestId.isEmpty())
        facts << ComparisonExport::tr("request %1").arg(metrics.requestId);
    return facts.join(u" · "_s);
}

/// They are useless outside the conversation.
void dropSeals(Choice &choice)
{
    for (Part &part : choice.parts) {
        if (auto *reasoning = std::get_if<ReasoningPart>(&part))
            reasoning->seal.clear();
    }
}

LaneAnswer redacted(LaneAnswer contestant, const Redaction &redaction)
{
    Metrics &metrics = contestant.metrics;
    for (QString *text :
        {&contestant.name, &contestant.prompt, &metrics.finishReason, &metrics.requestId, &metrics.model})
        *text = redaction.of(*text);
    Call shown = *contestant.call;
    shown.recording = {}; // of which nothing is written
    const auto call = std::make_shared<Call>(redacted(shown, redaction));
    for (Choice &choice : call->reply.choices)
        dropSeals(choice);
    contestant.call = call;
    return contestant;
}

QJsonObject figuresOf(const Metrics &metrics)
{
    QJsonObject figures;
    for (auto value = metrics.values.cbegin(); value != metrics.values.cend(); ++value) {
        figures.insert(metricId(value.key()),
            QJsonObject{{u"value"_s, value->value}, {u"estimated"_s, value->estimated}});
    }
    return figures;
}

QJsonObject laneToJson(const LaneAnswer &contestant)
{
    return {{u"name"_s, contestant.name}, {u"gateway"_s, contestant.call->gateway.fullName()},
        {u"model"_s, contestant.call->request.model}, {u"answered_by"_s, contestant.metrics.model},
        {u"demo"_s, isDemo(contestant)}, {u"state"_s, stateName(contestant.reply().state)},
        {u"system"_s, contestant.call->request.system}, {u"parameters"_s, parametersOf(*contestant.call)},
        {u"prompt"_s, contestant.prompt}, {u"request_id"_s, contestant.metrics.requestId},
        {u"reply"_s, QJsonDocument::fromJson(replyToJson(contestant.reply())).object()},
        {u"figures"_s, figuresOf(contestant.metrics)}};
}

QString htmlQuestion(const QString &prompt)
{
    return prompt.isEmpty() ? QString() : htmlBox(u"question"_s, htmlLines(prompt), HtmlReader::Browser);
}

QString htmlChoice(const Choice &choice)
{
    QString text;
    if (const QString reasoning = choice.reasoning(); !reasoning.isEmpty())
        text += htmlReasoning(ComparisonExport::tr("Reasoning"), reasoning, HtmlReader::Browser);
    text += markdownToHtml(choice.text());
    if (!choice.refusal.isEmpty())
        text += htmlQuiet(ComparisonExport::tr("The model refused: %1").arg(choice.refusal));
    for (const ToolCall &call : choice.toolCalls())
        text += htmlCall(call, HtmlReader::Browser);
    return text;
}

/// The failure in our words, in the gateway's, and by its status.
QStringList failureOf(const LaneAnswer &contestant)
{
    const ChatError &error = *contestant.reply().error;
    const ErrorText words = describe(error, contestant.call->gateway, contestant.reply().hasContent());
    QStringList told{words.title, error.message, words.facts};
    told.removeAll(QString());
    return told;
}

QString htmlFailureOf(const LaneAnswer &contestant)
{
    const QStringList told = failureOf(contestant);
    return htmlFailure(told.first(), told.sliced(1), HtmlReader::Browser);
}

/// The text in a fence longer than any in it.
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

ComparisonExport::ComparisonExport(
    QList<LaneAnswer> contestants, const Redaction &redaction, const QStringList &leftOut)
    : m_answers(std::move(contestants))
    , m_leftOut(leftOut)
{
    for (LaneAnswer &contestant : m_answers)
        contestant = redacted(contestant, redaction);
    for (QString &name : m_leftOut)
        name = redaction.of(name);
    m_board = scoreboardOf(m_answers);
}

QString ComparisonExport::commonPrompt() const
{
    if (m_answers.isEmpty())
        return {};
    const QString &first = m_answers.first().prompt;
    const bool common = std::ranges::all_of(
        m_answers, [&first](const LaneAnswer &contestant) { return contestant.prompt == first; });
    return common ? first : QString();
}

QStringList ComparisonExport::notes() const
{
    QStringList notes{
        tr("Exported from Parlance, %1").arg(QLocale().toString(m_exported, QLocale::ShortFormat))};
    if (!m_leftOut.isEmpty())
        notes << tr("Left out, as still answering: %1").arg(m_leftOut.join(u", "_s));
    return notes;
}

QString ComparisonExport::htmlTable() const
{
    const QList<Metric> figures = m_board.figures();
    QString text = u"<div class=\"scores\"><table>\n<tr><th>%1</th>"_s.arg(html(tr("Lane")));
    for (const Metric figure : figures)
        text += u"<th>%1</th>"_s.arg(html(MetricText::title(figure)));
    text += u"<th class=\"words\">%1</th></tr>\n"_s.arg(html(tr("Finish")));
    for (qsizetype i = 0; i < m_board.rows().size(); ++i) {
        const Scoreboard::Row &row = m_board.rows().at(i);
        text += u"<tr><td>%1</td>"_s.arg(html(row.name));
        for (const Metric figure : figures)
            text += htmlCell(i, figure);
        text += u"<td class=\"words\">%1</td></tr>\n"_s.arg(html(MetricText::finish(row.metrics)));
    }
    return text + u"</table></div>\n"_s + htmlQuiet(tr("★ best of its column   ≈ estimated"));
}

QString ComparisonExport::htmlCell(qsizetype row, Metric figure) const
{
    const auto value = m_board.rows().at(row).metrics.value(figure);
    const QString text = value ? html(MetricText::value(figure, *value, m_board.currency())) : u"–"_s;
    return m_board.isBest(row, figure) ? u"<td class=\"best\">★ %1</td>"_s.arg(text)
                                       : u"<td>%1</td>"_s.arg(text);
}

QString ComparisonExport::htmlLane(const LaneAnswer &contestant) const
{
    QString text = u"<section>\n<h2>%1</h2>\n"_s.arg(html(contestant.name)) + htmlQuiet(factsOf(contestant));
    if (commonPrompt().isEmpty())
        text += htmlQuestion(contestant.prompt);
    if (const QString &system = contestant.call->request.system; !system.isEmpty())
        text += htmlFolded(tr("System prompt"), u"<p>%1</p>\n"_s.arg(htmlLines(system)));
    text += htmlFolded(tr("Parameters"), u"<p>%1</p>\n"_s.arg(html(written(parametersOf(*contestant.call)))));
    for (const Choice &choice : contestant.reply().choices)
        text += htmlChoice(choice);
    if (contestant.reply().error)
        text += htmlFailureOf(contestant);
    else if (!contestant.reply().hasContent())
        text += htmlQuiet(tr("No answer."));
    return text + u"</section>\n"_s;
}

QString ComparisonExport::toHtml() const
{
    QString body = htmlHeading(1, html(tr("Comparison")), HtmlReader::Browser);
    for (const QString &note : notes())
        body += htmlQuiet(note);
    body += htmlQuestion(commonPrompt());
    body += htmlTable() + u"<div class=\"lanes\">\n"_s;
    for (const LaneAnswer &contestant : m_answers)
        body += htmlLane(contestant);
    return QString::fromUtf8(
        htmlPage(html(tr("Comparison")), {u"transcript.css"_s, u"comparison.css"_s}, body + u"</div>\n"_s));
}

QString ComparisonExport::markdownLane(const LaneAnswer &contestant) const
{
    QString text =
        u"\n## %1\n\n%2\n"_s.arg(escapedMarkdown(contestant.name), escapedMarkdown(factsOf(contestant)));
    if (const QString &system = contestant.call->request.system; !system.isEmpty())
        text += u"\n%1\n\n%2"_s.arg(tr("System prompt:"), fenced(system));
    text += u"\n%1\n\n%2"_s.arg(tr("Parameters:"), fenced(written(parametersOf(*contestant.call))));
    if (commonPrompt().isEmpty())
        text += u"\n"_s + fenced(contestant.prompt);
    for (const Choice &choice : contestant.reply().choices) {
        if (!choice.reasoning().isEmpty())
            text += u"\n%1\n\n%2"_s.arg(tr("Reasoning:"), fenced(choice.reasoning()));
    }
    if (const QString answer = contestant.answer(); !answer.isEmpty())
        text += u"\n"_s + fenced(answer);
    else if (!contestant.reply().error)
        text += u"\n%1\n"_s.arg(tr("No answer."));
    if (contestant.reply().error)
        text += u"\n**%1**\n"_s.arg(escapedMarkdown(failureOf(contestant).join(u' ')));
    return text;
}

QString ComparisonExport::toMarkdown() const
{
    QString text = u"# %1\n\n"_s.arg(tr("Comparison"));
    for (const QString &note : notes())
        text += escapedMarkdown(note) + u"\n\n"_s;
    if (const QString prompt = commonPrompt(); !prompt.isEmpty())
        text += fenced(prompt) + u'\n';
    text += MetricText::markdown(m_board) + u"\n%1\n"_s.arg(tr("★ best of its column   ≈ estimated"));
    for (const LaneAnswer &contestant : m_answers)
        text += markdownLane(contestant);
    return text;
}

QString ComparisonExport::toJson() const
{
    QJsonArray lanes;
    for (const LaneAnswer &contestant : m_answers)
        lanes.append(laneToJson(contestant));
    const QJsonObject document{{u"format"_s, u"parlance-comparison"_s}, {u"version"_s, 1},
        {u"exported"_s, m_exported.toUTC().toString(Qt::ISODate)}, {u"currency"_s, m_board.currency()},
        {u"lanes"_s, lanes}, {u"left_out"_s, QJsonArray::fromStringList(m_leftOut)}};
    return QString::fromUtf8(QJsonDocument(document).toJson());
}

} // namespace Parlance
