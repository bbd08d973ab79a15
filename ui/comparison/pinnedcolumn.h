// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace Parlance {

/// The first column of a table once more, over it: it stays where it is when the table is scrolled sideways,
/// and is not there otherwise. Rows, selection and order are the table's.
class PinnedColumn : public QTableView
{
    Q_OBJECT

public:
    /// Belongs to `table`, which has its model and its delegate already.
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
