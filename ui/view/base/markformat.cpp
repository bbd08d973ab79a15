// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/markformat.h"

#include "view/base/theme.h"

namespace Parlance {

QTextCharFormat markFormat(const QColor &colour)
{
    QColor behind = colour;
    behind.setAlphaF(Theme::current().dark ? 0.22F : 0.13F);
    QTextCharFormat format;
    format.setBackground(behind);
    format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    format.setUnderlineColor(colour);
    return format;
}

} // namespace Parlance
