// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QRgb>
#include <QStringList>

class QImage;

namespace Parlance::Demo {

/// Letters of 5 x 7 squares: printable ASCII; any other character is a box. They need no fonts of the system.
namespace Letters {

inline constexpr int Width = 6;  ///< with the gap
inline constexpr int Height = 9; ///< with the gap

/// The text in lines of at most `columns` letters, broken between words where that is possible, and at most
/// `rows` lines; "..." ends a text that is longer.
[[nodiscard]] QStringList wrapped(const QString &text, int columns, int rows);

/// Draws lines, each square `scale` pixels wide. What is beyond the picture is left out.
void draw(QImage &picture, QPoint at, const QStringList &lines, int scale, QRgb color);

} // namespace Letters

} // namespace Parlance::Demo
