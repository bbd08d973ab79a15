// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/jsoninstance.h"

#include <QMap>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonInstance::Kind;

bool isCut(const JsonValueView &value, const std::optional<JsonCut> &cut)
{
    const bool canBeCut =
        value.kind() == Kind::Number || (value.kind() == Kind::String && cut && cut->inString);
    return canBeCut && cut && value.offset() + value.text().size() >= cut->offset;
}

std::unique_ptr<JsonInstance> decoded(const JsonValueView &value, const std::optional<JsonCut> &cut)
{
    auto instance = std::make_unique<JsonInstance>();
    const QByteArrayView text = value.text();
    instance->kind = value.kind();
    instance->offset = value.offset();
    instance->name = value.name();
    instance->isOpen = value.isOpen() || isCut(value, cut);
    if (instance->kind == Kind::String)
        instance->text = value.string();
    else if (instance->kind != Kind::Array && instance->kind != Kind::Object)
        instance->text = QString::fromLatin1(text);
    if (instance->kind == Kind::Number)
        instance->number = JsonNumber(text);
    return instance;
}

QByteArray quoted(const QString &text)
{
    return '"' + text.toUtf8().replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

QByteArray canonicalMembers(const JsonInstance &object)
{
    QMultiMap<QString, QByteArray> sorted;
    for (const auto &child : object.children)
        sorted.insert(child->name, child->canonical());
    QByteArray text = "{";
    for (const auto &[name, value] : sorted.asKeyValueRange())
        text += quoted(name) + ':' + value + ',';
    return text + '}';
}

bool canBecomeArray(const JsonInstance &value, const JsonInstance &other)
{
    if (value.children.size() > other.children.size())
        return false;
    return std::ranges::equal(value.children, other.children | std::views::take(value.children.size()),
        [](const auto &one, const auto &two) { return canBecome(*one, *two); });
}

bool canBecomeObject(const JsonInstance &value, const JsonInstance &other)
{
    return std::ranges::all_of(value.children, [&](const auto &member) {
        return std::ranges::any_of(other.children,
            [&](const auto &wanted) { return wanted->name == member->name && canBecome(*member, *wanted); });
    });
}

} // namespace

std::unique_ptr<JsonInstance> instanceOf(const JsonValueView &root, const std::optional<JsonCut> &cut)
{
    auto instance = decoded(root, cut);
    for (const JsonValueView &child : root.children()) {
        auto below = instanceOf(child, cut);
        below->parent = instance.get();
        below->index = static_cast<qsizetype>(instance->children.size());
        instance->children.push_back(std::move(below));
    }
    return instance;
}

bool JsonInstance::hasMember(const QString &member) const
{
    return std::ranges::any_of(children, [&member](const auto &child) { return child->name == member; });
}

QString JsonInstance::path() const
{
    QStringList parts;
    for (const JsonInstance *value = this; value->parent; value = value->parent)
        parts.prepend(
            value->parent->kind == Kind::Object ? escapedName(value->name) : QString::number(value->index));
    return parts.isEmpty() ? QString() : u'/' + parts.join(u'/');
}

QByteArray JsonInstance::canonical() const
{
    if (kind == Kind::Number)
        return number.canonical();
    if (kind == Kind::String)
        return quoted(text);
    if (kind == Kind::Object)
        return canonicalMembers(*this);
    if (kind != Kind::Array)
        return text.toLatin1();
    QByteArray elements = "[";
    for (const auto &child : children)
        elements += child->canonical() + ',';
    return elements + ']';
}

bool canBecome(const JsonInstance &value, const JsonInstance &other)
{
    if (!value.isOpen)
        return value.canonical() == other.canonical();
    if (value.kind != other.kind)
        return false;
    if (value.kind == Kind::String)
        return other.text.startsWith(value.text);
    if (value.kind == Kind::Array)
        return canBecomeArray(value, other);
    return value.kind != Kind::Object || canBecomeObject(value, other);
}

QString escapedName(QString name)
{
    return name.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

} // namespace Parlance
