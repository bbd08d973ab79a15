// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/variable.h"

#include <QTableWidget>

namespace Parlance {

/// A small table of names and values. The last row is empty, and adds a variable once it has a name. A value
/// may have lines: Shift+Enter begins one.
class VariablesTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit VariablesTable(QWidget *parent = nullptr);

    /// The rows with a name.
    [[nodiscard]] QList<Variable> variables() const;
    void setVariables(const QList<Variable> &variables);
    /// Begins to edit the first variable that has no value; without one, a new variable.
    void editFirstEmpty();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addRow(const Variable &variable);
    void onItemChanged();
    void removeSelected();
    [[nodiscard]] QString textAt(int row, int column) const;
};

} // namespace Parlance
