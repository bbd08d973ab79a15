// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/plaintable.h"

#include <QTableView>

namespace Parlance {

/// A table of texts to read and copy from.
class TextTable : public QTableView
{
    Q_OBJECT

public:
    explicit TextTable(QWidget *parent = nullptr);
    ~TextTable() override;

    /// The numbers stand at the right.
    void setTable(const PlainTable &table);
    [[nodiscard]] const PlainTable &table() const;
    void setZoom(qreal factor);

public Q_SLOTS:
    /// Copies the selected rows with tabs between their cells.
    void copy();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Model;

    void fitColumns();

    Model *m_model;
};

} // namespace Parlance
