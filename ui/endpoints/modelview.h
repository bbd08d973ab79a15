// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/modelids.h"

#include <QSet>
#include <QTableView>

#include <optional>

namespace Parlance {

class FoundModels;
class ModelTable;

/// A table of models to search, sort, select and copy from.
class ModelView : public QTableView
{
    Q_OBJECT

public:
    explicit ModelView(QWidget *parent = nullptr);

    [[nodiscard]] ModelTable *table() const { return m_table; }
    [[nodiscard]] FoundModels *found() const { return m_found; }
    /// Shows another list; keeps the order, and the selection as far as the models are still there.
    void setModels(const QList<ListedModel> &models);
    /// The rows of the table that are selected, in the order on the screen.
    [[nodiscard]] QList<int> selectedRows() const;
    /// The rows of the table that are shown, in the order on the screen.
    [[nodiscard]] QList<int> shownRows() const;
    /// The ids of the selected models that have one.
    [[nodiscard]] QStringList selectedIds() const;
    void setZoom(qreal factor);

public Q_SLOTS:
    /// Copies the selected rows with tabs between their values.
    void copy();
    void copyIds();
    /// Copies the selected models as JSON, as the server wrote them.
    void copyJson();

Q_SIGNALS:
    void selectionMoved();

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void select(const QSet<QString> &ids);
    [[nodiscard]] int roomForBold(const QList<ListedModel> &models) const;

    ModelTable *m_table;
    FoundModels *m_found;
};

} // namespace Parlance
