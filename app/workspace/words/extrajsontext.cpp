// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/extrajsontext.h"

#include "gateways/laneparameters.h"
#include "workspace/words/visiblebytes.h"

#include <QCoreApplication>

namespace Parlance {

namespace {

using Reason = JsonFault::Reason;

struct ExtraJson
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ExtraJson)
};

} // namespace

QString describeJsonFault(JsonFault::Reason reason)
{
    switch (reason) {
    case Reason::MissingName:
        return ExtraJson::tr("a name in quotes is missing");
    case Reason::MissingColon:
        return ExtraJson::tr("a colon is missing after the name");
    case Reason::MissingComma:
        return ExtraJson::tr("a comma or a closing } is missing");
    case Reason::UnclosedArray:
        return ExtraJson::tr("a comma or a closing ] is missing");
    case Reason::UnclosedString:
        return ExtraJson::tr("a closing quote is missing");
    case Reason::ControlCharacter:
        return ExtraJson::tr("write a line break or tab in quotes as \\n or \\t");
    case Reason::IllegalEscape:
        return ExtraJson::tr("write a backslash in quotes as \\\\");
    case Reason::IllegalNumber:
        return ExtraJson::tr("this is not a number in JSON");
    case Reason::TextAfterTheEnd:
        return ExtraJson::tr("remove the text after the last }");
    case Reason::TooDeep:
        return ExtraJson::tr("too many objects and lists within each other");
    case Reason::NoValue:
    case Reason::IllegalValue:
        break;
    }
    return ExtraJson::tr("write a value: text in quotes, a number, true, false, null, a list or an object");
}

QString describeJsonFault(const JsonFault &fault, QByteArrayView text)
{
    const TextPlace place = placeIn(text, fault.offset);
    return ExtraJson::tr("Line %1, column %2: %3")
        .arg(place.line)
        .arg(place.column)
        .arg(describeJsonFault(fault.reason));
}

QString describeJsonFaultWithBytes(const JsonFault &fault, QByteArrayView text)
{
    const QByteArray bytes = bytesAt(text, fault.offset);
    if (bytes.isEmpty())
        return describeJsonFault(fault, text);
    const TextPlace place = placeIn(text, fault.offset);
    return ExtraJson::tr("Line %1, column %2, at “%3”: %4")
        .arg(place.line)
        .arg(place.column)
        .arg(visibleBytes(bytes), describeJsonFault(fault.reason));
}

QString describeExtraProblem(const QString &extra)
{
    const auto problem = problemOfExtra(extra);
    if (!problem)
        return {};
    if (problem->fault)
        return describeJsonFault(*problem->fault, extra.toUtf8());
    if (problem->reserved.isEmpty())
        return ExtraJson::tr("Put it into braces, as { \"name\": value }");
    return ExtraJson::tr("Parlance already sends \"%1\": remove it").arg(problem->reserved);
}

} // namespace Parlance
