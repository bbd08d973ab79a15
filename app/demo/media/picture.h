// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

namespace Parlance::Demo {

/// A picture to be drawn.
struct PictureAsked
{
    QString prompt;
    QSize size;
    int shapes = 24;          ///< more are more detail
    bool vivid = true;        ///< strong colors
    bool dark = false;        ///< a dark background
    bool transparent = false; ///< no background
    int number = 0;           ///< of several pictures of one prompt
};

/// Shapes that the prompt's hash picks, and the prompt, or its beginning, in letters. The same on every
/// computer.
[[nodiscard]] QImage drawn(const PictureAsked &asked);

/// The picture in squares of this many pixels.
[[nodiscard]] QImage coarse(const QImage &picture, int square);

/// The picture formats that this computer writes, of png, jpeg and webp.
[[nodiscard]] QStringList pictureFormats();

/// The picture as a file; `quality` is 0 to 100 and counts for jpeg and webp.
[[nodiscard]] QByteArray written(const QImage &picture, const QString &format, int quality);

} // namespace Parlance::Demo
