// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/jsonmodel.h"

#include "view/base/theme.h"
#include "wire/utf8text.h"

#include <QRegularExpression>

#include <ranges>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonValueView::Kind;

constexpr qsizetype MostShown = 500; ///< bytes of a value in its row

bool isContainer(const JsonValueView &value)
{
    return value.kind() == Kind::Array || value.kind() == Kind::Object;
}

QString shortText(const JsonValueView &value)
{
    const QByteArrayView text = value.text();
    const QString shown = textFromUtf8(text.first(std::min(text.size(), MostShown))).simplified();
    return text.size() > MostShown ? shown + u'…' : shown;
}

QColor colorOf(Kind kind)
{
    const Theme theme = Theme::current();
    switch (kind) {
    case Kind::String:
        return theme.good;
    case Kind::Number:
    case Kind::Bool:
        return theme.accent;
    case Kind::Null:
    case Kind::Array:
    case Kind::Object:
        break;
    }
    return theme.secondaryText;
}

} // namespace

QStringList jsonSteps(const QString &path)
{
    static const QRegularExpression step(uR"([^.\[\]$]+)"_s);
    QStringList steps;
    for (const auto &match : step.globalMatch(path))
        steps << match.captured();
    return steps;
}

JsonModel::JsonModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

JsonModel::~JsonModel() = default;

void JsonModel::setJson(const QByteArray &text)
{
    beginResetModel();
    m_root.reset();
    std::tie(m_document, m_fault) = JsonDocument::readPart(text);
    if (!m_document.isEmpty())
        m_root = std::make_unique<Item>(Item{.value = m_document.root()});
    endResetModel();
}

JsonModel::Item *JsonModel::itemOf(const QModelIndex &index)
{
    return static_cast<Item *>(index.internalPointer());
}

void JsonModel::fetch(Item *item)
{
    if (std::exchange(item->fetched, true))
        return;
    const QList<JsonValueView> values = item->value.children();
    item->children.reserve(static_cast<size_t>(values.size()));
    for (const JsonValueView &value : values) {
        item->children.push_back(std::make_unique<Item>(
            Item{.value = value, .parent = item, .row = static_cast<int>(item->children.size())}));
    }
}

QString JsonModel::labelOf(const Item *item)
{
    if (!item->parent)
        return u"$"_s;
    return item->parent->value.kind() == Kind::Array ? u"[%1]"_s.arg(item->row) : item->value.name();
}

QString JsonModel::pathOf(const Item *item)
{
    QString path;
    for (; item->parent; item = item->parent) {
        const bool isElement = item->parent->value.kind() == Kind::Array;
        const bool isFirst = !item->parent->parent;
        path.prepend(isElement || isFirst ? labelOf(item) : u'.' + labelOf(item));
    }
    return path.isEmpty() ? u"$"_s : path;
}

QModelIndex JsonModel::find(const QString &path) const
{
    if (!m_root)
        return {};
    Item *item = m_root.get();
    for (const QString &step : jsonSteps(path)) {
        fetch(item);
        const bool isArray = item->value.kind() == Kind::Array;
        const auto found = std::ranges::find_if(std::views::reverse(item->children), [&](const auto &child) {
            return isArray ? QString::number(child->row) == step : child->value.name() == step;
        });
        if (found == item->children.rend())
            return {};
        item = found->get();
    }
    return createIndex(item->row, 0, item);
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    Item *item =
        parent.isValid() ? itemOf(parent)->children.at(static_cast<size_t>(row)).get() : m_root.get();
    return createIndex(row, column, item);
}

QModelIndex JsonModel::parent(const QModelIndex &child) const
{
    Item *parent = child.isValid() ? itemOf(child)->parent : nullptr;
    return parent ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_root ? 1 : 0;
    if (parent.column() > 0)
        return 0;
    fetch(itemOf(parent));
    return static_cast<int>(itemOf(parent)->children.size());
}

int JsonModel::columnCount(const QModelIndex &) const
{
    return 2;
}

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    const Item *item = itemOf(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 0)
            return labelOf(item);
        return isContainer(item->value) ? shortText(item->value).left(80) : shortText(item->value);
    case Qt::ForegroundRole:
        return index.column() == 0 ? QVariant() : colorOf(item->value.kind());
    case PathRole:
        return pathOf(item);
    case TextRole:
        return textFromUtf8(item->value.text());
    default:
        return {};
    }
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Name") : tr("Value");
}

} // namespace Parlance
