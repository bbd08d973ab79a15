// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace Parlance {

/// A small round button that floats above the text while the reader is not at its end.
class JumpButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit JumpButton(QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override { return {34, 34}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace Parlance
