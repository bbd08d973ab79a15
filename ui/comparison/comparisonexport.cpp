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

bool isDemo(const LaneAnswer &answer)
{
    return answer.call->isDemo;
}

QString written(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// The facts about an answer: the model and gateway asked, the model that answered, and how it ended.
QString factsOf(const LaneAnswer &answer)
{
    QStringList facts{answer.call->gateway.fullName()};
    if (isDemo(answer))
        facts << ComparisonExport::tr("the embedded demo, not a model");
    if (answer.call->isReplay)
        facts << ComparisonExport::tr("a replayed capture, not a live answer");
    const Metrics &metrics = answer.metrics;
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

LaneAnswer redacted(LaneAnswer answer, const Redaction &redaction)
{
    Metrics &metrics = answer.metrics;
    for (QString *text :
        {&answer.name, &answer.prompt, &metrics.finishReason, &metrics.requestId, &metrics.model})
        *text = redaction.of(*text);
    Call shown = *answer.call;
    shown.recording = {}; // of which nothing is written
    const auto call = std::make_shared<Call>(redacted(shown, redaction));
    for (Choice &choice : call->reply.choices)
        dropSeals(choice);
    answer.call = call;
    return answer;
}

QJsonObject metricsToJson(const Metrics &metrics)
{
    QJsonObject known;
    for (auto value = metrics.values.cbegin(); value != metrics.values.cend(); ++value) {
        known.insert(metricId(value.key()),
            QJsonObject{{u"value"_s, value->value}, {u"estimated"_s, value->estimated}});
    }
    return known;
}

QJsonObject laneToJson(const LaneAnswer &answer)
{
    return {{u"name"_s, answer.name}, {u"gateway"_s, answer.call->gateway.fullName()},
        {u"model"_s, answer.call->request.model}, {u"answered_by"_s, answer.metrics.model},
        {u"demo"_s, isDemo(answer)}, {u"replay"_s, answer.call->isReplay},
        {u"state"_s, stateName(answer.reply().state)}, {u"system"_s, answer.call->request.system},
        {u"parameters"_s, parametersOf(*answer.call)}, {u"prompt"_s, answer.prompt},
        {u"request_id"_s, answer.metrics.requestId},
        {u"reply"_s, QJsonDocument::fromJson(replyToJson(answer.reply())).object()},
        {u"figures"_s, metricsToJson(answer.metrics)}};
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
    for (const ToolCall &call : choice.cutCalls())
        text += htmlCutCall(call, HtmlReader::Browser);
    return text;
}

/// The failure in our words, in the gateway's, and by its status.
QStringList failureOf(const LaneAnswer &answer)
{
    const ChatError &error = *answer.reply().error;
    const ErrorText words = describe(error, answer.call->gateway, answer.reply().hasContent());
    QStringList told{words.title, error.message, words.facts};
    told.removeAll(QString());
    return told;
}

QString htmlFailureOf(const LaneAnswer &answer)
{
    const QStringList told = failureOf(answer);
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
    QList<LaneAnswer> answers, const Redaction &redaction, const QStringList &leftOut)
    : m_answers(std::move(answers))
    , m_leftOut(leftOut)
{
    for (LaneAnswer &answer : m_answers)
        answer = redacted(answer, redaction);
    for (QString &name : m_leftOut)
        name = redaction.of(name);
    m_board = scoreboardOf(m_answers);
}

QString ComparisonExport::commonPrompt() const
{
    if (m_answers.isEmpty())
        return {};
    const QString &first = m_answers.first().prompt;
    const bool common =
        std::ranges::all_of(m_answers, [&first](const LaneAnswer &answer) { return answer.prompt == first; });
    return common ? first : QString();
}

QStringList ComparisonExport::notes() const
{
    QStringList notes{
        tr("Exported from Parlance, %1").arg(QLocale().toString(m_exported, QLocale::ShortFormat))};
    if (!m_leftOut.isEmpty())
        notes << tr("Left out (still answering): %1").arg(m_leftOut.join(u", "_s));
    return notes;
}

QString ComparisonExport::htmlTable() const
{
    const QList<Metric> known = m_board.knownMetrics();
    QString text = u"<div class=\"scores\"><table>\n<tr><th>%1</th>"_s.arg(html(tr("Lane")));
    for (const Metric metric : known)
        text += u"<th>%1</th>"_s.arg(html(MetricText::title(metric)));
    text += u"<th class=\"words\">%1</th></tr>\n"_s.arg(html(tr("Finish")));
    for (qsizetype i = 0; i < m_board.rows().size(); ++i) {
        const Scoreboard::Row &row = m_board.rows().at(i);
        text += u"<tr><td>%1</td>"_s.arg(html(row.name));
        for (const Metric metric : known)
            text += htmlCell(i, metric);
        text += u"<td class=\"words\">%1</td></tr>\n"_s.arg(html(MetricText::finish(row.metrics)));
    }
    return text + u"</table></div>\n"_s + htmlQuiet(tr("★ best of its column   ≈ estimated"));
}

QString ComparisonExport::htmlCell(qsizetype row, Metric metric) const
{
    const auto value = m_board.rows().at(row).metrics.value(metric);
    const QString text = value ? html(MetricText::value(metric, *value, m_board.currency())) : u"–"_s;
    return m_board.isBest(row, metric) ? u"<td class=\"best\">★ %1</td>"_s.arg(text)
                                       : u"<td>%1</td>"_s.arg(text);
}

QString ComparisonExport::htmlLane(const LaneAnswer &answer) const
{
    QString text = u"<section>\n<h2>%1</h2>\n"_s.arg(html(answer.name)) + htmlQuiet(factsOf(answer));
    if (commonPrompt().isEmpty())
        text += htmlQuestion(answer.prompt);
    if (const QString &system = answer.call->request.system; !system.isEmpty())
        text += htmlFolded(tr("System prompt"), u"<p>%1</p>\n"_s.arg(htmlLines(system)));
    text += htmlFolded(tr("Parameters"), u"<p>%1</p>\n"_s.arg(html(written(parametersOf(*answer.call)))));
    for (const Choice &choice : answer.reply().choices)
        text += htmlChoice(choice);
    if (answer.reply().error)
        text += htmlFailureOf(answer);
    else if (!answer.reply().hasContent())
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
    for (const LaneAnswer &answer : m_answers)
        body += htmlLane(answer);
    return QString::fromUtf8(
        htmlPage(html(tr("Comparison")), {u"transcript.css"_s, u"comparison.css"_s}, body + u"</div>\n"_s));
}

QString ComparisonExport::markdownLane(const LaneAnswer &answer) const
{
    QString text = u"\n## %1\n\n%2\n"_s.arg(escapedMarkdown(answer.name), escapedMarkdown(factsOf(answer)));
    if (const QString &system = answer.call->request.system; !system.isEmpty())
        text += u"\n%1\n\n%2"_s.arg(tr("System prompt:"), fenced(system));
    text += u"\n%1\n\n%2"_s.arg(tr("Parameters:"), fenced(written(parametersOf(*answer.call))));
    if (commonPrompt().isEmpty())
        text += u"\n"_s + fenced(answer.prompt);
    for (const Choice &choice : answer.reply().choices) {
        if (!choice.reasoning().isEmpty())
            text += u"\n%1\n\n%2"_s.arg(tr("Reasoning:"), fenced(choice.reasoning()));
    }
    if (const QString said = answer.text(); !said.isEmpty())
        text += u"\n"_s + fenced(said);
    else if (!answer.reply().error)
        text += u"\n%1\n"_s.arg(tr("No answer."));
    if (answer.reply().error)
        text += u"\n**%1**\n"_s.arg(escapedMarkdown(failureOf(answer).join(u' ')));
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
    for (const LaneAnswer &answer : m_answers)
        text += markdownLane(answer);
    return text;
}

QString ComparisonExport::toJson() const
{
    QJsonArray lanes;
    for (const LaneAnswer &answer : m_answers)
        lanes.append(laneToJson(answer));
    const QJsonObject document{{u"format"_s, u"parlance-comparison"_s}, {u"version"_s, 1},
        {u"exported"_s, m_exported.toUTC().toString(Qt::ISODate)}, {u"currency"_s, m_board.currency()},
        {u"lanes"_s, lanes}, {u"left_out"_s, QJsonArray::fromStringList(m_leftOut)}};
    return QString::fromUtf8(QJsonDocument(document).toJson());
}

} // namespace Parlance
