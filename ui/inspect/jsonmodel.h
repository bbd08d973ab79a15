// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/json.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace Parlance {

/// The steps of a path such as $.choices[0].delta: names, and the numbers of elements.
[[nodiscard]] QStringList jsonSteps(const QString &path);

/// A JSON text as a tree: names and values as spelled, in order, doubled names twice. A text with a fault is
/// shown up to it. Reads the children of a value when they are first shown.
class JsonModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        PathRole = Qt::UserRole, ///< such as choices[0].delta.content
        TextRole                 ///< the value as spelled, whole
    };

    explicit JsonModel(QObject *parent = nullptr);
    ~JsonModel() override;

    void setJson(const QByteArray &text);
    /// Why the text is not JSON; empty if it is.
    [[nodiscard]] const std::optional<JsonFault> &fault() const { return m_fault; }

    /// The value at a path such as choices[0].delta.content, also with a leading $ or dot; invalid if there
    /// is none. Of doubled names the last counts.
    [[nodiscard]] QModelIndex find(const QString &path) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Item
    {
        JsonValueView value;
        Item *parent = nullptr;
        int row = 0;
        bool fetched = false;
        std::vector<std::unique_ptr<Item>> children = {};
    };

    static Item *itemOf(const QModelIndex &index);
    static void fetch(Item *item);
    [[nodiscard]] static QString pathOf(const Item *item);
    [[nodiscard]] static QString labelOf(const Item *item);

    JsonDocument m_document;
    std::optional<JsonFault> m_fault;
    std::unique_ptr<Item> m_root; ///< null for a text without a value
};

} // namespace Parlance
