// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/contentreading.h"

#include "wire/jsonobjectwriter.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// A server that makes up names must not fill the memory.
constexpr qsizetype MostNames = 32;

/// True for the name of a fact about content.
bool isFact(QStringView name)
{
    constexpr std::array facts{"type"_L1, "role"_L1, "id"_L1, "object"_L1, "name"_L1, "model"_L1,
        "provider"_L1, "status"_L1, "phase"_L1, "channel"_L1, "format"_L1, "index"_L1, "created"_L1,
        "usage"_L1, "error"_L1, "errors"_L1, "finish_details"_L1, "meta_info"_L1, "signature"_L1, "caller"_L1,
        "cache_control"_L1, "metadata"_L1, "obfuscation"_L1, "padding"_L1, "matched_stop"_L1,
        "stop_sequence"_L1, "service_tier"_L1, "system_fingerprint"_L1};
    constexpr std::array ends{"_id"_L1, "_ids"_L1, "_reason"_L1, "_type"_L1, "logprobs"_L1};
    constexpr std::array filters{"content_filter"_L1, "prompt_filter"_L1};
    return std::ranges::any_of(facts, [name](QLatin1StringView fact) { return name == fact; }) ||
           std::ranges::any_of(ends, [name](QLatin1StringView end) { return name.endsWith(end); }) ||
           std::ranges::any_of(filters, [name](QLatin1StringView filter) { return name.startsWith(filter); });
}

QString wordsOf(const QJsonObject &object)
{
    for (const QLatin1StringView name : {"text"_L1, "content"_L1, "thinking"_L1, "summary"_L1, "value"_L1}) {
        if (const QString words = wordsIn(object.value(name)); !words.isEmpty())
            return words;
    }
    return {};
}

} // namespace

QString wordsIn(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return wordsOf(value.toObject());
    QString words;
    const QJsonArray pieces = value.toArray();
    for (const auto &piece : pieces)
        words += wordsIn(piece);
    return words;
}

bool carriesContent(const QJsonValue &value)
{
    if (value.isArray())
        return std::ranges::any_of(value.toArray(), carriesContent);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (carriesContent(member.value()) && !isFact(member.key()))
            return true;
    }
    return !value.toString().trimmed().isEmpty();
}

void UnreadMembers::add(const QString &name, const QJsonValue &value, QList<Part> &parts)
{
    const bool isKnown = m_told.contains(name) || m_told.size() >= MostNames;
    if (isKnown || isFact(name) || !carriesContent(value))
        return;
    m_told.insert(name);
    parts.append(OtherPart{QString::fromUtf8(writtenJson(QJsonObject{{name, value}}))});
}

} // namespace Parlance
