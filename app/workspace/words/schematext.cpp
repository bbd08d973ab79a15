// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/schematext.h"

#include "chat/visibletext.h"
#include "gateways/gateway.h"
#include "gateways/laneparameters.h"
#include "workspace/answerverdict.h"
#include "workspace/words/extrajsontext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Reason = SchemaFault::Reason;
using Rule = Violation::Rule;

/// Of a value or a pattern: what fits into a line.
constexpr qsizetype LongestValue = 60;
constexpr qsizetype MostChoices = 5;

struct SchemaWords
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::SchemaText)
};

using Words = SchemaWords;

QString shortened(const QString &text)
{
    const QString line = visibleLine(text);
    return line.size() > LongestValue ? line.left(LongestValue) + u'…' : line;
}

QString typeText(const QString &type)
{
    if (type == "null"_L1)
        return u"null"_s;
    if (type == "boolean"_L1)
        return Words::tr("true or false");
    if (type == "integer"_L1)
        return Words::tr("a whole number");
    if (type == "number"_L1)
        return Words::tr("a number");
    if (type == "string"_L1)
        return Words::tr("text");
    return type == "array"_L1 ? Words::tr("a list") : Words::tr("an object");
}

QString typesText(const QStringList &types)
{
    QStringList texts;
    for (const QString &type : types)
        texts << typeText(type);
    //: Between the last two of several types
    return texts.join(Words::tr(" or "));
}

QString choicesText(const QStringList &values)
{
    QStringList texts;
    for (const QString &value : values.first(std::min(MostChoices, values.size())))
        texts << shortened(value);
    if (values.size() > MostChoices)
        texts << u"…"_s;
    return texts.join(u", "_s);
}

QString keywordText(const QString &kind)
{
    if (kind == "count"_L1)
        return Words::tr("a whole number, 0 or more");
    return typeText(kind);
}

QString reasonText(const SchemaFault &fault)
{
    const QString name = fault.path.section(u'/', -1);
    switch (fault.reason) {
    case Reason::NotJson:
        return describeJsonFault(fault.fault->reason);
    case Reason::NotASchema:
        return Words::tr("a schema is an object, true or false");
    case Reason::WrongValue:
        return Words::tr("“%1” takes %2").arg(name, keywordText(fault.detail));
    case Reason::UnknownType:
        return Words::tr("“%1” isn't a type: write string, number, integer, boolean, object, array or null")
            .arg(shortened(fault.detail));
    case Reason::IllegalPattern:
        return Words::tr("this regular expression can't be read: %1").arg(shortened(fault.detail));
    case Reason::UnknownReference:
        return Words::tr("“%1” is not defined in this schema").arg(shortened(fault.detail));
    case Reason::RemoteReference:
        return Words::tr("“%1” is outside of this schema, and nothing is fetched")
            .arg(shortened(fault.detail));
    case Reason::Circular:
        return Words::tr("endless reference to itself");
    }
    return {};
}

QString around(const Violation &violation)
{
    const QString found = shortened(violation.found);
    switch (violation.rule) {
    case Rule::NotJson:
        return Words::tr("not JSON: %1").arg(describeJsonFault(violation.fault->reason));
    case Rule::TextBefore:
        return Words::tr("words before the JSON: “%1”").arg(found);
    case Rule::TextAfter:
        return Words::tr("words after the JSON: “%1”").arg(found);
    case Rule::Fence:
        return Words::tr("the JSON is in a code fence");
    case Rule::Cut:
        return Words::tr("the JSON ends in the middle");
    case Rule::Refused:
        return Words::tr("the model refused: “%1”").arg(found);
    default:
        return {};
    }
}

QString ofValue(const Violation &violation)
{
    const QString limit = shortened(violation.expected.value(0));
    const QString found = shortened(violation.found);
    switch (violation.rule) {
    case Rule::Forbidden:
        return Words::tr("must not be there");
    case Rule::Type:
        return Words::tr("expected %1, found %2")
            .arg(typesText(violation.expected), typeText(violation.found));
    case Rule::Const:
        return Words::tr("expected %1, found %2").arg(limit, found);
    case Rule::Enum:
        return Words::tr("expected one of %1, found %2").arg(choicesText(violation.expected), found);
    case Rule::Minimum:
        return Words::tr("expected at least %1, found %2").arg(limit, found);
    case Rule::ExclusiveMinimum:
        return Words::tr("expected more than %1, found %2").arg(limit, found);
    case Rule::Maximum:
        return Words::tr("expected at most %1, found %2").arg(limit, found);
    case Rule::ExclusiveMaximum:
        return Words::tr("expected less than %1, found %2").arg(limit, found);
    case Rule::MultipleOf:
        return Words::tr("expected a multiple of %1, found %2").arg(limit, found);
    case Rule::Pattern:
        return Words::tr("“%1” does not match %2").arg(found, limit);
    default:
        return {};
    }
}

QString ofCount(const Violation &violation)
{
    const QString limit = violation.expected.value(0);
    const QString &found = violation.found;
    switch (violation.rule) {
    case Rule::MinLength:
        return Words::tr("expected at least %1 characters, found %2").arg(limit, found);
    case Rule::MaxLength:
        return Words::tr("expected at most %1 characters, found %2").arg(limit, found);
    case Rule::MinItems:
        return Words::tr("expected at least %1 elements, found %2").arg(limit, found);
    case Rule::MaxItems:
        return Words::tr("expected at most %1 elements, found %2").arg(limit, found);
    case Rule::MinContains:
        return Words::tr("expected at least %1 elements that fit, found %2").arg(limit, found);
    case Rule::MaxContains:
        return Words::tr("expected at most %1 elements that fit, found %2").arg(limit, found);
    case Rule::MinProperties:
        return Words::tr("expected at least %1 members, found %2").arg(limit, found);
    case Rule::MaxProperties:
        return Words::tr("expected at most %1 members, found %2").arg(limit, found);
    default:
        return {};
    }
}

QString ofOthers(const Violation &violation)
{
    const QString expected = shortened(violation.expected.value(0));
    switch (violation.rule) {
    case Rule::UniqueItems:
        return Words::tr("a duplicate item");
    case Rule::Required:
        return Words::tr("“%1” is missing").arg(expected);
    case Rule::PropertyName:
        return Words::tr("a name like this must not be there");
    case Rule::Not:
        return Words::tr("matches what “not” excludes");
    case Rule::AnyOf:
        return Words::tr("fits none of %1 alternatives").arg(expected);
    case Rule::OneOf:
        return Words::tr("fits %1 of %2 alternatives instead of one").arg(violation.found, expected);
    default:
        return {};
    }
}

/// Each table has the words for some of the rules.
QString wordsFor(const Violation &violation)
{
    for (const auto words : {around, ofValue, ofCount, ofOthers}) {
        if (const QString text = words(violation); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

QString describeSchemaFault(const SchemaFault &fault, QByteArrayView schema)
{
    const TextPlace place = placeIn(schema, fault.offset);
    return Words::tr("Line %1, column %2: %3").arg(place.line).arg(place.column).arg(reasonText(fault));
}

QString describeFormatProblem(const AnswerFormat &format)
{
    if (format.isText())
        return {};
    if (format.kind == AnswerFormat::Kind::JsonSchema && format.schema.trimmed().isEmpty())
        return Words::tr("Write a schema, or take one from the templates");
    const auto schema = schemaOf(format);
    return schema ? QString() : describeSchemaFault(schema.error(), format.schema);
}

QString describeFormatRefusal(const AnswerFormat &format, const Gateway &gateway)
{
    if (takesFormat(gateway, format))
        return {};
    return format.kind == AnswerFormat::Kind::JsonObject
               ? Words::tr("%1 has no field for any JSON object: write a schema, or untick the JSON answer.")
                     .arg(gateway.fullName())
               : Words::tr("%1 has no field for a schema: untick the JSON answer, or mute the lane.")
                     .arg(gateway.fullName());
}

QString describeViolation(const Violation &violation)
{
    const QString words = wordsFor(violation);
    //: A path in JSON and what is wrong there: "/items/1/price: expected a number, found text"
    return violation.path.isEmpty() ? words : Words::tr("%1: %2").arg(shortened(violation.path), words);
}

QString describeJudgement(const Judgement &judgement)
{
    switch (judgement.state) {
    case Judgement::State::Fits:
        return Words::tr("The answer fits the schema");
    case Judgement::State::Open:
        return Words::tr("The answer fits the schema so far");
    case Judgement::State::Unknown:
        return Words::tr("The schema takes too long to check");
    case Judgement::State::Breaks:
        break;
    }
    const auto others = static_cast<int>(judgement.violations.size()) - 1;
    const QString first = describeViolation(judgement.violations.first());
    return others > 0
               ? Words::tr("The answer doesn't fit the schema: %1 (and %n more)", nullptr, others).arg(first)
               : Words::tr("The answer doesn't fit the schema: %1").arg(first);
}

/// Of a long line, what is around the place.
ViolationPlace placeOf(const Violation &violation, const QString &answer)
{
    const QByteArray bytes = answer.toUtf8();
    const TextPlace place = placeIn(bytes, violation.offset);
    const QString line =
        answer.section(u'\n', static_cast<int>(place.line) - 1, static_cast<int>(place.line) - 1);
    const qsizetype column = std::min(place.column - 1, line.size());
    const qsizetype begin = std::max<qsizetype>(0, column - LongestValue / 2);
    const QString before = (begin > 0 ? u"…"_s : QString()) + line.sliced(begin, column - begin);
    const QString after = line.sliced(column).left(LongestValue / 2);
    return {.title = Words::tr("line %1, column %2").arg(place.line).arg(place.column),
        .excerpt = visibleText(before + after) + u'\n' + QString(before.size(), u' ') + u"^ "_s +
                   describeViolation(violation)};
}

} // namespace Parlance
