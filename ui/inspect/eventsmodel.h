// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QPointer>

namespace Parlance {

class InspectedCall;

/// The events of a call, one per row. Describes an event when it is shown, so any number of them costs
/// nothing.
class EventsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, Gap, Size, Offset, ReadAs, Data, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows another call; null for none.
    void setCall(InspectedCall *call);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void addRows();
    [[nodiscard]] QString textOf(int row, Column column) const;

    QPointer<InspectedCall> m_call;
    int m_rows = 0; ///< that the views know
};

} // namespace Parlance
