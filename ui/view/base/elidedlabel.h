// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace Parlance {

/// One line of plain text that elides what does not fit with "…".
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// Sets where "…" stands; by default at the end.
    void setElideMode(Qt::TextElideMode mode) { m_elide = mode; }

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

} // namespace Parlance
