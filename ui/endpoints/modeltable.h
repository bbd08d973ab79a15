// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/plaintable.h"
#include "wire/modelids.h"

#include <QAbstractTableModel>
#include <QSet>

#include <optional>

namespace Parlance {

/// The models of a list as a table: a row for each, a column for each member that any of them has (C31).
class ModelTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, Owner, Created, FirstOther };
    enum Role { SortRole = Qt::UserRole, SearchRole };
    /// More members than any gateway tells; the others are only in the JSON.
    static constexpr int MostColumns = 64;
    /// The characters of a value that are shown.
    static constexpr qsizetype MostShown = 500;

    using QAbstractTableModel::QAbstractTableModel;

    void setModels(const QList<ListedModel> &models);
    /// Marks the models whose id is not among these; without a list to compare with, none.
    void setOther(const std::optional<QSet<QString>> &other);

    [[nodiscard]] const ListedModel &model(int row) const { return m_models.at(row); }
    [[nodiscard]] bool isOnlyHere(int row) const;
    /// The rows with all characters of their values, under the names of the members.
    [[nodiscard]] PlainTable plainTable(const QList<int> &rows) const;
    /// The rows as a JSON array, each object as the server wrote it.
    [[nodiscard]] QByteArray json(const QList<int> &rows) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell
    {
        QString text;
        QVariant value; ///< to sort by; invalid without a value
    };

    void addRow(const ListedModel &model);
    int columnOf(const QString &member);
    [[nodiscard]] int alignment(int column) const;
    [[nodiscard]] QString toolTip(const QModelIndex &index) const;

    QList<ListedModel> m_models;
    QStringList m_members;      ///< of the columns
    QSet<int> m_numbers;        ///< the columns with numbers
    QList<QList<Cell>> m_cells; ///< rows, each as long as its last value needs
    std::optional<QSet<QString>> m_other;
};

} // namespace Parlance
