// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollBar>

namespace Parlance {

/// A scroll bar that is only its handle. It moves in every frame of a stream, and the shaded bar of the usual
/// styles takes a third of a frame's time.
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
