// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/paddedrows.h"

#include <QImage>
#include <QPoint>
#include <QWidget>

#include <memory>

namespace Parlance {

/// A matrix of cosines as colours, the nearer the stronger: from 0 to 1, or from -1 if one is negative. A
/// cell is chosen with the pointer or the arrow keys; where there is room, each cell has its value.
class HeatMap : public QWidget
{
    Q_OBJECT

public:
    explicit HeatMap(QWidget *parent = nullptr);

    /// Null shows nothing.
    void setMatrix(std::shared_ptr<const SymmetricMatrix> matrix);
    /// The row (y) and column (x) of the chosen cell, from 0; the first to begin with.
    [[nodiscard]] QPoint cell() const { return m_cell; }
    /// Chooses the cell, or the nearest one if it does not exist.
    void setCell(QPoint cell);
    /// "0.8123"; NaN, of a vector without a direction, has "none".
    [[nodiscard]] static QString written(float cosine);
    /// The colour of a cosine.
    [[nodiscard]] QColor colorOf(float cosine) const;

public Q_SLOTS:
    /// Copies the value of the chosen cell.
    void copy();

Q_SIGNALS:
    void cellChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF square() const;
    [[nodiscard]] double cellSize() const;
    void choose(QPointF place);
    void findRange();
    void paintCells();
    void paintNumbers(QPainter &painter) const;
    void paintValues(QPainter &painter) const;
    void paintScale(QPainter &painter) const;

    std::shared_ptr<const SymmetricMatrix> m_matrix;
    float m_least = 0; ///< the cosine with the palest colour; 1 has the strongest
    QImage m_cells;    ///< scaled to the square; null until it is painted
    QPoint m_cell;
};

} // namespace Parlance
