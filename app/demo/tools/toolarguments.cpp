// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tools/toolarguments.h"

#include "demo/answers/searchterms.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostSets = 8;
constexpr int MostNesting = 8;

/// When a property is filled.
enum class Need {
    Required, ///< always
    Wanted,   ///< with any value that fits: for a schema that requires nothing
    Optional  ///< if the prompt names it
};

struct Property
{
    QString name;
    QJsonObject schema;
    Need need = Need::Optional;
};

QString typeOf(const QJsonObject &schema)
{
    const QJsonValue type = schema["type"_L1];
    for (const QJsonValue each : type.toArray()) {
        if (each.toString() != "null"_L1)
            return each.toString();
    }
    if (type.isString())
        return type.toString();
    return schema.contains("properties"_L1) ? u"object"_s : u"string"_s;
}

/// The first alternative that is not null.
QJsonObject resolved(const QJsonObject &schema)
{
    for (const auto key : {"anyOf"_L1, "oneOf"_L1}) {
        for (const QJsonValue each : schema[key].toArray()) {
            if (each["type"_L1].toString() != "null"_L1)
                return each.toObject();
        }
    }
    return schema;
}

bool says(const QString &text, const QString &word)
{
    const QRegularExpression pattern(uR"((?<![\p{L}\p{N}])%1(?![\p{L}\p{N}]))"_s.arg(
                                         QRegularExpression::escape(word).replace(u"_"_s, u"[_ ]"_s)),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return pattern.match(text).hasMatch();
}

/// A value from the schema itself.
QJsonValue offered(const QJsonObject &schema)
{
    if (schema.contains("default"_L1))
        return schema["default"_L1];
    return schema["examples"_L1].toArray().first();
}

/// Fills properties one after the other from the same values.
class Filler
{
public:
    explicit Filler(PromptValues &values)
        : m_values(values)
    {
    }

    QJsonObject object(const QJsonObject &schema);

private:
    QJsonValue value(const Property &property);
    QJsonValue fromEnum(const Property &property);
    QJsonValue flag(const Property &property);
    QJsonValue number(const Property &property);
    QJsonValue text(const Property &property);
    [[nodiscard]] std::optional<QString> formatted(const Property &property) const;
    std::optional<QString> foundText(const Property &property);
    QJsonValue list(const Property &property);

    PromptValues &m_values;
    int m_depth = 0;
};

QList<Property> propertiesOf(const QJsonObject &schema)
{
    const QJsonObject properties = schema["properties"_L1].toObject();
    QStringList names;
    for (const QJsonValue name : schema["required"_L1].toArray())
        names += name.toString();
    const qsizetype required = names.size();
    for (const QString &name : properties.keys()) {
        if (!names.contains(name))
            names += name;
    }
    QList<Property> list;
    for (const QString &name : std::as_const(names)) {
        const Need need = list.size() < required ? Need::Required
                          : required == 0        ? Need::Wanted
                                                 : Need::Optional;
        list.append({name, resolved(properties[name].toObject()), need});
    }
    return list;
}

QJsonObject Filler::object(const QJsonObject &schema)
{
    QJsonObject result;
    if (++m_depth <= MostNesting) {
        for (const Property &property : propertiesOf(schema)) {
            if (const QJsonValue filled = value(property); !filled.isUndefined())
                result.insert(property.name, filled);
        }
    }
    --m_depth;
    return result;
}

QJsonValue Filler::value(const Property &property)
{
    if (property.schema.contains("const"_L1))
        return property.schema["const"_L1];
    if (property.schema.contains("enum"_L1))
        return fromEnum(property);
    const QString type = typeOf(property.schema);
    if (type == "boolean"_L1)
        return flag(property);
    if (type == "number"_L1 || type == "integer"_L1)
        return number(property);
    if (type == "array"_L1)
        return list(property);
    if (type == "object"_L1)
        return property.need == Need::Optional ? QJsonValue(QJsonValue::Undefined) : object(property.schema);
    return text(property);
}

QJsonValue Filler::fromEnum(const Property &property)
{
    const QJsonArray choices = property.schema["enum"_L1].toArray();
    for (const QJsonValue choice : choices) {
        const QString word = choice.toVariant().toString();
        if (says(m_values.text(), word)) {
            m_values.forget(word);
            return choice;
        }
    }
    if (property.need != Need::Required)
        return QJsonValue::Undefined;
    return property.schema.contains("default"_L1) ? property.schema["default"_L1] : choices.first();
}

QJsonValue Filler::flag(const Property &property)
{
    const QStringList words = searchTerms(property.name);
    const QStringList asked = searchTerms(m_values.text());
    const bool mentioned =
        std::ranges::any_of(words, [&](const QString &word) { return asked.contains(word); });
    if (mentioned) {
        static const QRegularExpression denied(
            u"\\b(?:no|not|without|don't)\\b"_s, QRegularExpression::CaseInsensitiveOption);
        return !denied.match(m_values.text()).hasMatch();
    }
    if (property.need != Need::Required)
        return QJsonValue::Undefined;
    return offered(property.schema).toBool();
}

QJsonValue Filler::number(const Property &property)
{
    const QJsonObject &schema = property.schema;
    const bool whole = typeOf(schema) == "integer"_L1;
    const double least = schema["minimum"_L1].toDouble(
        schema["exclusiveMinimum"_L1].toDouble(std::numeric_limits<double>::lowest()));
    const double most = schema["maximum"_L1].toDouble(std::numeric_limits<double>::max());
    const auto fits = [&](double number) {
        return number >= least && number <= most && (!whole || std::floor(number) == number);
    };
    std::optional<double> found = m_values.takeNamedNumber(property.name);
    if ((!found || !fits(*found)) && property.need != Need::Optional)
        found = m_values.takeNumber(fits);
    if (found && fits(*found))
        return *found;
    if (property.need != Need::Required)
        return QJsonValue::Undefined;
    if (const QJsonValue own = offered(schema); own.isDouble())
        return own;
    return schema.contains("exclusiveMinimum"_L1) ? least + 1 : std::clamp(1.0, least, most);
}

/// A text in the prompt with the form that the property's format or name asks for.
std::optional<QString> Filler::formatted(const Property &property) const
{
    struct Form
    {
        QString word;
        QRegularExpression pattern;
    };
    static const QList<Form> forms{{u"email"_s, QRegularExpression(uR"([\w.+-]+@[\w-]+\.[\w.-]*\w)"_s)},
        {u"date"_s, QRegularExpression(uR"(\b\d{4}-\d{2}-\d{2}(?:T[\d:.Z+-]+)?\b|\btoday\b|\btomorrow\b)"_s)},
        {u"ur"_s, QRegularExpression(uR"(\bhttps?://[^\s"'<>]+\b)"_s)},
        {u"expression"_s,
            QRegularExpression(uR"([\d(][\d\s.,+*/^%()x-]*[+*/^%x-][\d\s.,+*/^%()x-]*[\d)])"_s)},
        {u"formula"_s, QRegularExpression(uR"([\d(][\d\s.,+*/^%()x-]*[+*/^%x-][\d\s.,+*/^%()x-]*[\d)])"_s)}};
    const QString kind = property.schema["format"_L1].toString() + u' ' + property.name;
    for (const Form &form : forms) {
        const QRegularExpressionMatch match =
            kind.contains(form.word) ? form.pattern.match(m_values.text()) : QRegularExpressionMatch();
        if (match.hasMatch())
            return match.captured();
    }
    return std::nullopt;
}

bool isFreeText(const QString &property)
{
    static const QRegularExpression words(
        u"query|text|message|question|prompt|input|content|topic|keyword|expression|code|body|title|subject|"
        "^q$|note|comment|description|search|term"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(property).hasMatch();
}

std::optional<QString> Filler::foundText(const Property &property)
{
    if (auto form = formatted(property))
        return form;
    if (auto named = m_values.named(property.name))
        return named;
    if (property.need == Need::Optional)
        return std::nullopt;
    if (isFreeText(property.name))
        return m_values.takeQuoted();
    const std::optional<QString> name = m_values.takeName();
    return name ? name : m_values.takeQuoted();
}

QJsonValue Filler::text(const Property &property)
{
    if (const auto found = foundText(property))
        return *found;
    if (property.need != Need::Required)
        return QJsonValue::Undefined;
    const QJsonValue own = offered(property.schema);
    return own.isString() ? own : QJsonValue(m_values.phrase());
}

QJsonValue Filler::list(const Property &property)
{
    if (property.need == Need::Optional)
        return QJsonValue::Undefined;
    const Property item{property.name, resolved(property.schema["items"_L1].toObject()), Need::Wanted};
    QJsonArray items;
    for (qsizetype before = -1; before != m_values.left() && items.size() < MostSets;) {
        before = m_values.left();
        if (const QJsonValue next = value(item); !next.isUndefined() && before != m_values.left())
            items.append(next);
    }
    const bool needsOne = property.need == Need::Required && property.schema["minItems"_L1].toInt() > 0;
    if (items.isEmpty() && needsOne)
        items.append(value({item.name, item.schema, Need::Required}));
    return items.isEmpty() && property.need == Need::Wanted ? QJsonValue(QJsonValue::Undefined) : items;
}

} // namespace

QList<QJsonObject> argumentSets(const QJsonObject &schema, PromptValues values)
{
    QList<QJsonObject> sets{Filler(values).object(schema)};
    while (sets.size() < MostSets) {
        const qsizetype before = values.left();
        const QJsonObject next = Filler(values).object(schema);
        if (values.left() == before)
            return sets;
        sets.append(next);
    }
    return sets;
}

} // namespace Parlance::Demo
