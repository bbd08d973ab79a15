// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/attachmenttokens.h"

#include <algorithm>
#include <cmath>

namespace Parlance {

namespace {

QSizeF atMost(QSizeF size, double factor)
{
    return factor < 1 ? size * factor : size;
}

} // namespace

qint64 tokensInTiles(QSize picture, const QString &detail)
{
    constexpr qint64 base = 85, tile = 170;
    constexpr double largest = 2048, shorter = 768, side = 512;
    if (detail == QLatin1StringView("low") || picture.isEmpty())
        return base;
    QSizeF size = atMost(picture, largest / std::max(picture.width(), picture.height()));
    size = atMost(size, shorter / std::min(size.width(), size.height()));
    const auto tiles = [](double length) {
        return static_cast<qint64>(std::ceil(length / side - 1e-9));
    };
    return base + tile * tiles(size.width()) * tiles(size.height());
}

qint64 tokensInArea(QSize picture)
{
    constexpr double pixelsOfToken = 750, longest = 1568;
    constexpr qint64 most = 1600;
    if (picture.isEmpty())
        return 0;
    const QSizeF size = atMost(picture, longest / std::max(picture.width(), picture.height()));
    return std::min(most, static_cast<qint64>(std::ceil(size.width() * size.height() / pixelsOfToken)));
}

TokenRange tokensOfPicture(QSize picture, const QString &detail)
{
    const auto [least, most] = std::minmax({tokensInTiles(picture, detail), tokensInArea(picture)});
    return {.least = least, .most = most};
}

TokenRange tokensOfPages(int pages)
{
    constexpr qint64 least = 1500, most = 3000;
    return {.least = least * pages, .most = most * pages};
}

TokenRange tokensOfText(qint64 bytes)
{
    return {.least = (bytes + 4) / 5, .most = (bytes + 2) / 3};
}

} // namespace Parlance
