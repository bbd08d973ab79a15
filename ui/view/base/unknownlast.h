// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace Parlance {

/// Sorts by its sort role, and rows without a value there last in either order.
class UnknownLast : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const bool isKnown = left.data(sortRole()).isValid();
        if (isKnown != right.data(sortRole()).isValid())
            return isKnown == (sortOrder() == Qt::AscendingOrder);
        return QSortFilterProxyModel::lessThan(left, right);
    }
};

} // namespace Parlance
