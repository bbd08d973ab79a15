// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace Parlance {

/// A copy of a table's first column that covers it and stays in place while the table is scrolled sideways;
/// hidden otherwise. It shares the table's rows, selection and order.
class PinnedColumn : public QTableView
{
    Q_OBJECT

public:
    /// Becomes a child of `table`, which must have its model and delegate already.
    explicit PinnedColumn(QTableView *table);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildLook();
    void followOrder();
    void hideOthers();
    void place();

    QTableView *m_table;
};

} // namespace Parlance
