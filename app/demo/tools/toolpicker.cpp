// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tools/toolpicker.h"

#include "demo/answers/questions.h"
#include "demo/answers/searchterms.h"
#include "demo/tools/toolarguments.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr int NameWeight = 3;
constexpr qsizetype MostCalls = 8;

/// A part of the question and the tool for it.
struct Task
{
    const Tool *tool = nullptr; ///< null if no tool fits
    QString text;
};

QJsonObject schemaOf(const Tool &tool)
{
    return QJsonDocument::fromJson(tool.schema).object();
}

/// The words of a tool, as stems.
QStringList wordsOf(const Tool &tool)
{
    return searchTerms(tool.name) + searchTerms(schemaOf(tool)["properties"_L1].toObject().keys().join(u' '));
}

int score(const Tool &tool, const QString &text)
{
    const QStringList name = searchTerms(tool.name);
    const QStringList more = searchTerms(tool.description) + wordsOf(tool);
    QStringList asked = searchTerms(text);
    asked.removeDuplicates();
    int result = 0;
    for (const QString &term : std::as_const(asked))
        result += name.contains(term) ? NameWeight : more.contains(term) ? 1 : 0;
    return result;
}

const Tool *bestTool(const QList<Tool> &tools, const QString &text)
{
    const auto best =
        std::ranges::max_element(tools, {}, [&](const Tool &tool) { return score(tool, text); });
    return best != tools.end() && score(*best, text) > 0 ? &*best : nullptr;
}

/// Splits a question where another one may begin: at "and", commas and the ends of sentences, but not in
/// quotes.
QStringList clauses(const QString &text)
{
    static const QRegularExpression border(uR"("[^"]*"|(\s*(?:[,;]|[.?!](?=\s)|\band\b|\bthen\b)\s*))"_s,
        QRegularExpression::CaseInsensitiveOption);
    QStringList parts;
    qsizetype from = 0;
    for (const auto &match : border.globalMatch(text)) {
        if (!match.hasCaptured(1))
            continue;
        parts += text.sliced(from, match.capturedStart() - from);
        from = match.capturedStart(); // the separator stays with the text after it, so that no text is lost
    }
    return parts + QStringList(text.sliced(from));
}

/// Joins adjacent clauses for the same tool; a clause without a tool joins the one before it.
QList<Task> tasks(const QList<Tool> &tools, const QString &text)
{
    QList<Task> list;
    for (const QString &clause : clauses(text)) {
        const Tool *tool = bestTool(tools, clause);
        const bool goesOn =
            !list.isEmpty() && (!tool || !list.constLast().tool || list.constLast().tool == tool);
        if (!goesOn) {
            list.append({tool, clause});
            continue;
        }
        list.last().text += clause;
        if (tool)
            list.last().tool = tool;
    }
    list.removeIf([](const Task &task) { return !task.tool; });
    return list;
}

QList<Task> chosenTasks(const QList<Tool> &tools, const ToolChoice &choice, const QString &text)
{
    if (choice.mode == ToolChoice::Mode::Named) {
        const auto named = std::ranges::find(tools, choice.name, &Tool::name);
        return {{&*named, text}};
    }
    QList<Task> list = tasks(tools, text);
    if (list.isEmpty() && choice.mode == ToolChoice::Mode::Required)
        list.append({&tools.constFirst(), text});
    return list;
}

QList<ToolCall> callsOf(const Task &task)
{
    QList<ToolCall> calls;
    for (const QJsonObject &arguments :
        argumentSets(schemaOf(*task.tool), {task.text, wordsOf(*task.tool)})) {
        calls.append({.id = {},
            .name = task.tool->name,
            .arguments = QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact))});
    }
    return calls;
}

bool isSettled(const ChatRequest &request, const ToolChoice &choice)
{
    const bool required = choice.mode == ToolChoice::Mode::Required || choice.mode == ToolChoice::Mode::Named;
    return request.tools.isEmpty() || choice.mode == ToolChoice::Mode::None ||
           (!required && request.messages.constLast().role == Role::Tool);
}

} // namespace

QList<ToolCall> pickCalls(const ChatRequest &request, const ToolChoice &choice)
{
    QList<ToolCall> calls;
    if (isSettled(request, choice))
        return calls;
    for (const Task &task : chosenTasks(request.tools, choice, latestQuestion(request)))
        calls += callsOf(task);
    return calls.first(std::min(calls.size(), choice.parallel ? MostCalls : 1));
}

} // namespace Parlance::Demo
