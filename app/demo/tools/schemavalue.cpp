// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tools/schemavalue.h"

#include "demo/tools/promptvalues.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

/// Beyond it, only what is required is filled; a schema may contain itself.
constexpr int MostNesting = 6;
constexpr int MostReferences = 16;
constexpr int UsualItems = 2;

QJsonObject merged(QJsonObject schema, const QJsonObject &other)
{
    for (auto member = other.begin(); member != other.end(); ++member) {
        const QJsonValue own = schema[member.key()];
        if (own.isObject() && member.value().isObject()) {
            schema.insert(member.key(), merged(own.toObject(), member.value().toObject()));
        } else if (own.isArray() && member.key() == "required"_L1) {
            QJsonArray both = own.toArray();
            for (const QJsonValue name : member.value().toArray())
                both.append(name);
            schema.insert(member.key(), both);
        } else {
            schema.insert(member.key(), member.value());
        }
    }
    return schema;
}

QString typeOf(const QJsonObject &schema)
{
    const QJsonValue type = schema["type"_L1];
    for (const QJsonValue each : type.toArray()) {
        if (each.toString() != "null"_L1)
            return each.toString();
    }
    if (!type.toArray().isEmpty())
        return u"null"_s;
    if (type.isString())
        return type.toString();
    if (schema.contains("items"_L1) || schema.contains("prefixItems"_L1))
        return u"array"_s;
    return schema.contains("properties"_L1) || schema.contains("required"_L1) ? u"object"_s : u"string"_s;
}

/// A text of the usual form; empty for a format without one.
QString formatted(const QString &format)
{
    static const QHash<QString, QString> usual{{u"date"_s, u"2026-01-31"_s}, {u"time"_s, u"12:00:00Z"_s},
        {u"date-time"_s, u"2026-01-31T12:00:00Z"_s}, {u"duration"_s, u"P1D"_s},
        {u"email"_s, u"demo@example.com"_s}, {u"hostname"_s, u"example.com"_s}, {u"ipv4"_s, u"192.0.2.1"_s},
        {u"ipv6"_s, u"2001:db8::1"_s}, {u"uri"_s, u"https://example.com/"_s},
        {u"uuid"_s, u"00000000-0000-4000-8000-000000000000"_s}};
    return usual.value(format);
}

class ValueMaker
{
public:
    ValueMaker(const QJsonObject &root, const QString &prompt, qsizetype variant)
        : m_root(root)
        , m_values(prompt, {})
        , m_variant(variant)
    {
    }

    QJsonValue value(const QString &name, const QJsonValue &of)
    {
        const QJsonObject schema = resolved(of.toObject());
        for (const auto key : {"const"_L1, "default"_L1}) {
            if (schema.contains(key))
                return schema[key];
        }
        for (const auto key : {"enum"_L1, "examples"_L1}) {
            if (const QJsonArray choices = schema[key].toArray(); !choices.isEmpty())
                return chosen(choices);
        }
        return ofType(typeOf(schema), name, schema);
    }

private:
    /// Without references and alternatives.
    [[nodiscard]] QJsonObject resolved(QJsonObject schema) const
    {
        for (int i = 0; i < MostReferences; ++i) {
            if (schema.contains("$ref"_L1))
                schema = merged(referred(schema.take("$ref"_L1).toString()), schema);
            for (const QJsonValue part : schema.take("allOf"_L1).toArray())
                schema = merged(schema, part.toObject());
            for (const auto key : {"anyOf"_L1, "oneOf"_L1}) {
                if (const QJsonArray choices = schema.take(key).toArray(); !choices.isEmpty())
                    schema = merged(schema, choices.first().toObject());
            }
        }
        return schema;
    }

    [[nodiscard]] QJsonObject referred(const QString &reference) const
    {
        QJsonValue place = m_root;
        for (QString part : reference.split(u'/').sliced(1)) {
            part.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
            place = place.isArray() ? place[part.toLongLong()] : place[part];
        }
        return place.toObject();
    }

    [[nodiscard]] QJsonValue chosen(const QJsonArray &choices) const
    {
        for (const QJsonValue choice : choices) {
            const QString word = choice.toString();
            if (!word.isEmpty() && m_values.text().contains(word, Qt::CaseInsensitive))
                return choice;
        }
        return choices.at(m_variant % choices.size());
    }

    QJsonValue ofType(const QString &type, const QString &name, const QJsonObject &schema)
    {
        if (type == "object"_L1)
            return object(schema);
        if (type == "array"_L1)
            return array(name, schema);
        if (type == "integer"_L1 || type == "number"_L1)
            return number(name, schema, type == "integer"_L1);
        if (type == "boolean"_L1)
            return m_variant % 2 == 0;
        return type == "null"_L1 ? QJsonValue(QJsonValue::Null) : QJsonValue(text(name, schema));
    }

    QJsonObject object(const QJsonObject &schema)
    {
        const QJsonObject properties = schema["properties"_L1].toObject();
        QStringList names = ++m_depth < MostNesting ? properties.keys() : QStringList();
        for (const QJsonValue required : schema["required"_L1].toArray()) {
            if (!names.contains(required.toString()))
                names << required.toString();
        }
        QJsonObject filled;
        for (const QString &name : std::as_const(names)) {
            if (m_depth < 2 * MostNesting && properties[name] != QJsonValue(false))
                filled.insert(name, value(name, properties[name]));
        }
        --m_depth;
        return filled;
    }

    QJsonArray array(const QString &name, const QJsonObject &schema)
    {
        QJsonArray items;
        ++m_depth;
        for (const QJsonValue each : schema["prefixItems"_L1].toArray())
            items.append(value(name, each));
        const int least = schema["minItems"_L1].toInt();
        const int usual = m_depth < MostNesting ? UsualItems : 0;
        const int most = std::min(std::max(least, usual), schema["maxItems"_L1].toInt(usual + least));
        const bool isUnique = schema["uniqueItems"_L1].toBool();
        const qsizetype end = schema["items"_L1] == QJsonValue(false) ? items.size() : most;
        const int first = static_cast<int>(items.size());
        for (int item = first; items.size() < end && item < first + 2 * most; ++item) {
            m_item = item;
            if (const QJsonValue next = value(name, schema["items"_L1]); !isUnique || !items.contains(next))
                items.append(next);
        }
        m_item = 0;
        --m_depth;
        return items;
    }

    QJsonValue number(const QString &name, const QJsonObject &schema, bool isWhole)
    {
        const double step = schema["multipleOf"_L1].toDouble(isWhole ? 1 : 0);
        const double above = schema["exclusiveMinimum"_L1].toDouble(std::numeric_limits<double>::lowest());
        const double below = schema["exclusiveMaximum"_L1].toDouble(std::numeric_limits<double>::max());
        const double least = schema["minimum"_L1].toDouble(std::numeric_limits<double>::lowest());
        const double most = schema["maximum"_L1].toDouble(std::numeric_limits<double>::max());
        const auto fits = [&](double number) {
            return number >= least && number <= most && number > above && number < below &&
                   (step <= 0 || std::fmod(number, step) == 0);
        };
        if (const auto named = m_values.takeNamedNumber(name); named && fits(*named))
            return *named;
        if (const auto any = m_values.takeNumber(fits))
            return *any;
        const double usual = std::clamp(1.0 + m_item, std::max(least, above), std::min(most, below));
        const double fitting = step > 0 ? std::ceil(usual / step) * step : usual;
        for (const double tried :
            {fitting, fitting + (step > 0 ? step : 0.5), fitting - (step > 0 ? step : 0.5)}) {
            if (fits(tried))
                return tried;
        }
        return fitting;
    }

    QString text(const QString &name, const QJsonObject &schema)
    {
        QString text = formatted(schema["format"_L1].toString());
        if (text.isEmpty())
            text = m_values.named(name).value_or(m_values.takeName().value_or(m_values.phrase()));
        if (m_item > 0)
            text += u" %1"_s.arg(m_item + 1); // elements differ
        text.truncate(schema["maxLength"_L1].toInt(static_cast<int>(text.size())));
        text = text.leftJustified(schema["minLength"_L1].toInt(), u'.');
        return matching(text, schema["pattern"_L1].toString());
    }

    [[nodiscard]] static QString matching(const QString &text, const QString &pattern)
    {
        const QRegularExpression expression(pattern);
        for (const QString &usual : {text, u"a"_s, u"A"_s, u"1"_s, u"ab"_s, u"AB"_s, u"abc"_s, u"ABC"_s,
                 u"12"_s, u"123"_s, u"1234"_s, u"12345"_s, u"A1"_s, u"AB-123"_s, u"2026-01-31"_s, u"12:00"_s,
                 u"1.0.0"_s, u"#00aaff"_s, u"+14155550100"_s, u"demo@example.com"_s}) {
            if (expression.match(usual).hasMatch())
                return usual;
        }
        return text;
    }

    QJsonObject m_root;
    PromptValues m_values;
    qsizetype m_variant;
    int m_depth = 0;
    int m_item = 0; ///< the index in the innermost array
};

} // namespace

QJsonValue schemaValue(const QJsonObject &schema, const QString &prompt, qsizetype variant)
{
    return ValueMaker(schema, prompt, variant).value({}, schema);
}

} // namespace Parlance::Demo
