// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollBar>

namespace Parlance {

/// A scroll bar that is only its handle. It moves with every frame of a stream, and the shaded one of the
/// usual styles takes a third of the time that a frame needs.
class SlimScrollBar : public QScrollBar
{
    Q_OBJECT

public:
    explicit SlimScrollBar(QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override { return {12, 40}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace Parlance
