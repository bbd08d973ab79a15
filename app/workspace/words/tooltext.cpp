// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/tooltext.h"

#include "chat/visibletext.h"
#include "workspace/words/extrajsontext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct ToolText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ToolText)
};

QString atPlace(qsizetype offset, QByteArrayView text, const QString &words)
{
    const TextPlace place = placeIn(text, offset);
    return ToolText::tr("Line %1, column %2: %3").arg(place.line).arg(place.column).arg(words);
}

QString wordsOf(const ToolProblem &problem)
{
    using Kind = ToolProblem::Kind;
    switch (problem.kind) {
    case Kind::BadName:
        return ToolText::tr("Use 1 to 64 of A–Z, a–z, 0–9, _ and -");
    case Kind::SameName:
        return ToolText::tr("Another tool has this name");
    case Kind::BadJson:
        return describeJsonFault(problem.reason);
    case Kind::NoObject:
        return ToolText::tr("put the schema into braces, as { \"type\": \"object\", … }");
    case Kind::NoObjectType:
        return ToolText::tr("the arguments are an object: write \"type\": \"object\"");
    case Kind::UnknownRequired:
        return ToolText::tr("“%1” is required, but is not among the properties")
            .arg(visibleLine(problem.name));
    case Kind::OpenStrict:
        return ToolText::tr("a strict schema requires all its properties, and has "
                            "\"additionalProperties\": false");
    }
    Q_UNREACHABLE_RETURN({});
}

/// "city: Paris, days: 3", or the text itself if it is not an object.
QString shownArguments(const QString &arguments)
{
    const auto document = JsonDocument::read(arguments.toUtf8());
    if (!document || document->root().kind() != JsonValueView::Kind::Object)
        return arguments;
    QStringList shown;
    for (const JsonValueView &member : document->root().children()) {
        const bool isText = member.kind() == JsonValueView::Kind::String;
        shown << member.name() + u": "_s + (isText ? member.string() : QString::fromUtf8(member.text()));
    }
    return shown.join(u", "_s);
}

} // namespace

QString describeToolProblem(const ToolProblem &problem, const LaneTools &tools)
{
    using Kind = ToolProblem::Kind;
    if (problem.kind == Kind::BadName || problem.kind == Kind::SameName)
        return wordsOf(problem);
    return atPlace(problem.offset, tools.list.at(problem.tool).schema.toUtf8(), wordsOf(problem));
}

QString describeToolFault(const ToolFault &fault, QByteArrayView text)
{
    switch (fault.kind) {
    case ToolFault::Kind::Json:
        return atPlace(fault.offset, text, describeJsonFault(fault.reason));
    case ToolFault::Kind::NoTools:
        return atPlace(fault.offset, text, ToolText::tr("there is no tool that a program runs"));
    case ToolFault::Kind::NoName:
        return atPlace(fault.offset, text, ToolText::tr("this tool has no name"));
    case ToolFault::Kind::BadSchema:
        return atPlace(fault.offset, text, ToolText::tr("the schema of a tool is an object"));
    }
    Q_UNREACHABLE_RETURN({});
}

QString describeCall(const ToolCall &call)
{
    constexpr qsizetype longest = 80;
    QString arguments =
        shownArguments(call.arguments.first(std::min<qsizetype>(call.arguments.size(), 4096)));
    if (arguments.size() > longest)
        arguments = arguments.first(longest) + u'…';
    return visibleLine(u"%1(%2)"_s.arg(call.name, arguments));
}

} // namespace Parlance
