// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolcommand.h"

#include "workspace/words/tooltext.h"

#include <QCommandLineParser>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename T>
using OrWrong = std::expected<T, QString>;

constexpr qint64 LargestFile = 16 * 1024 * 1024;

OrWrong<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(u"--tools: %1: %2"_s.arg(path, file.errorString()));
    const QByteArray content = file.read(LargestFile + 1);
    if (content.size() > LargestFile)
        return std::unexpected(u"--tools: %1 is larger than 16 MiB"_s.arg(path));
    return content;
}

OrWrong<QList<Tool>> toolsIn(const QString &path)
{
    if (path.isEmpty())
        return {};
    const auto content = contentOf(path);
    if (!content)
        return std::unexpected(content.error());
    const auto tools = toolsFromJson(*content);
    if (!tools)
        return std::unexpected(u"--tools: %1"_s.arg(describeToolFault(tools.error(), *content)));
    const auto wrong = std::ranges::find_if(*tools, [](const Tool &tool) { return !isToolName(tool.name); });
    if (wrong != tools->cend())
        return std::unexpected(
            u"--tools: a name has 1 to 64 of A-Z, a-z, 0-9, _ and -, and '%1' has not"_s.arg(wrong->name));
    return *tools;
}

OrWrong<QString> choiceIn(const QCommandLineParser &parser, const QList<Tool> &tools)
{
    const QString choice = parser.value(u"tool-choice"_s);
    const QStringList words{QString(), u"auto"_s, u"none"_s, u"required"_s};
    if (words.contains(choice) || std::ranges::contains(tools, choice, &Tool::name))
        return choice;
    return std::unexpected(u"--tool-choice takes auto, none, required or the name of one of the tools"_s);
}

OrWrong<QMap<QString, QString>> resultsIn(const QCommandLineParser &parser, const QList<Tool> &tools)
{
    QMap<QString, QString> results;
    for (const QString &given : parser.values(u"tool-result"_s)) {
        const qsizetype equals = given.indexOf(u'=');
        const QString name = given.first(std::max<qsizetype>(equals, 0));
        if (!std::ranges::contains(tools, name, &Tool::name))
            return std::unexpected(u"--tool-result takes NAME=TEXT, with the name of one of the tools"_s);
        results.insert(name, given.sliced(equals + 1));
    }
    return results;
}

} // namespace

QList<QCommandLineOption> ToolCommand::options()
{
    return {
        {u"tools"_s,
            u"Offer the tools in this file, as OpenAI's, Anthropic's or MCP's JSON, and print their calls."_s,
            u"file"_s},
        {u"tool-choice"_s, u"auto, none, required or the name of a tool."_s, u"choice"_s},
        {u"tool-result"_s,
            u"Answer the calls of a tool with this text, and go on once all calls of an answer have one; may "
            u"be "
            "repeated."_s,
            u"name=text"_s},
    };
}

OrWrong<ToolCommand> ToolCommand::read(const QCommandLineParser &parser)
{
    for (const QString &option : {u"tool-choice"_s, u"tool-result"_s}) {
        if (parser.isSet(option) && !parser.isSet(u"tools"_s))
            return std::unexpected(u"--%1 needs --tools"_s.arg(option));
    }
    const auto tools = toolsIn(parser.value(u"tools"_s));
    if (!tools)
        return std::unexpected(tools.error());
    const auto choice = choiceIn(parser, *tools);
    const auto results = resultsIn(parser, *tools);
    if (!choice || !results)
        return std::unexpected(choice ? results.error() : choice.error());
    return ToolCommand{.tools = *tools, .choice = *choice, .results = *results};
}

QList<ToolResult> ToolCommand::resultsOf(const QList<ToolCall> &calls) const
{
    QList<ToolResult> found;
    for (const ToolCall &call : calls) {
        const auto result = results.constFind(call.name);
        if (result == results.cend())
            return {};
        found.append({.callId = call.id, .text = *result});
    }
    return found;
}

} // namespace Parlance
