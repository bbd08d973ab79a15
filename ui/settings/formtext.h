// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace Parlance {

/// Plain text in a row of a form, as high as its words are at the width it has: a form takes the height of
/// words that wrap for another width.
class FormText : public QLabel
{
    Q_OBJECT

public:
    /// `role` is that of the style sheet.
    FormText(const QString &name, const QString &role, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace Parlance
