// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/projection.h"

#include <QStringList>
#include <QWidget>

namespace Parlance {

/// Vectors in the plane in which they vary most: a dot for each, with its text where there is room. A dot is
/// chosen with the pointer or the arrow keys.
class VectorMap : public QWidget
{
    Q_OBJECT

public:
    explicit VectorMap(QWidget *parent = nullptr);

    /// A label for each point.
    void setProjection(const Projection &projection, const QStringList &labels);
    /// The place of the chosen dot, from 0; -1 without dots.
    [[nodiscard]] qsizetype dot() const { return m_dot; }
    void setDot(qsizetype dot);

public Q_SLOTS:
    /// Copies the text of the chosen dot.
    void copy();

Q_SIGNALS:
    void dotChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QPointF placeOf(QPointF point) const;
    [[nodiscard]] QRectF labelPlace(qsizetype dot) const;
    void paintAxes(QPainter &painter) const;
    void paintDots(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;
    void paintChosen(QPainter &painter) const;

    Projection m_projection;
    QStringList m_labels; ///< in full
    QStringList m_shown;  ///< short
    QRectF m_bounds;      ///< of the points
    qsizetype m_dot = -1;
};

} // namespace Parlance
