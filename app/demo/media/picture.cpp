// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/picture.h"

#include "demo/media/letters.h"

#include <QBuffer>
#include <QColor>
#include <QImageWriter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

/// Numbers that a text decides (splitmix64).
class Dice
{
public:
    explicit Dice(const QString &text)
    {
        for (const QChar c : text)
            m_state = (m_state ^ c.unicode()) * 1099511628211U;
    }

    /// From `least` to `most`.
    int roll(int least, int most)
    {
        m_state += 0x9e3779b97f4a7c15U;
        quint64 mixed = (m_state ^ (m_state >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return least + int((mixed ^ (mixed >> 31U)) % quint64(std::max(1, most - least + 1)));
    }

private:
    quint64 m_state = 14695981039346656037U;
};

QRgb *lineOf(QImage &picture, int y)
{
    return reinterpret_cast<QRgb *>(picture.scanLine(y));
}

int between(int from, int to, int part, int whole)
{
    return from + (to - from) * part / whole;
}

/// `part` of 256 of the color above what is there.
QRgb over(QRgb below, QRgb color, int part)
{
    const int alpha = std::max(qAlpha(below), part - 1);
    return qRgba(between(qRed(below), qRed(color), part, 256),
        between(qGreen(below), qGreen(color), part, 256), between(qBlue(below), qBlue(color), part, 256),
        alpha);
}

QRgb colorOf(int hue, const PictureAsked &asked, int value)
{
    return QColor::fromHsv(hue % 360, asked.vivid ? 200 : 90, asked.dark ? value / 3 : value).rgb();
}

void drawBackground(QImage &picture, const PictureAsked &asked, int hue)
{
    const QRgb top = colorOf(hue, asked, 250);
    const QRgb bottom = colorOf(hue + 40, asked, 170);
    for (int y = 0; y < picture.height(); ++y)
        std::fill_n(lineOf(picture, y), picture.width(), over(top, bottom, 256 * y / picture.height()));
}

struct Shape
{
    QPoint center;
    int radius;
    bool round;
    QRgb color;
};

void drawShape(QImage &picture, const Shape &shape)
{
    const QRect area =
        QRect(shape.center - QPoint(shape.radius, shape.radius), QSize(2 * shape.radius, 2 * shape.radius))
            .intersected(picture.rect());
    for (int y = area.top(); y <= area.bottom(); ++y) {
        QRgb *line = lineOf(picture, y);
        for (int x = area.left(); x <= area.right(); ++x) {
            const QPoint way = QPoint(x, y) - shape.center;
            if (!shape.round || QPoint::dotProduct(way, way) <= shape.radius * shape.radius)
                line[x] = over(line[x], shape.color, 140);
        }
    }
}

Shape shapeFrom(Dice &dice, const PictureAsked &asked, int hue)
{
    const int side = std::min(asked.size.width(), asked.size.height());
    const QPoint center(dice.roll(0, asked.size.width()), dice.roll(0, asked.size.height()));
    const int radius = dice.roll(side / 24 + 1, side / 5 + 1);
    const bool round = dice.roll(0, 2) > 0;
    return {center, radius, round, colorOf(hue + dice.roll(0, 140), asked, dice.roll(150, 255))};
}

/// The largest letters that hold the whole text, in a band of two thirds of the height.
struct Lettering
{
    QStringList lines;
    int scale = 1;
};

Lettering letteringFor(const QString &text, QSize size)
{
    constexpr int LargestScale = 8;
    const auto lettering = [&](int scale) {
        const int columns = (size.width() * 9 / 10) / (Letters::Width * scale);
        const int rows = (size.height() * 2 / 3) / (Letters::Height * scale);
        return Lettering{Letters::wrapped(text, columns, rows), scale};
    };
    for (int scale = LargestScale; scale > 1; --scale) {
        Lettering found = lettering(scale);
        if (found.lines.join(u' ') == text.simplified()) // no word is broken
            return found;
    }
    return lettering(1);
}

void drawPrompt(QImage &picture, const PictureAsked &asked)
{
    const Lettering lettering = letteringFor(asked.prompt, asked.size);
    qsizetype longest = 0;
    for (const QString &line : lettering.lines)
        longest = std::max(longest, line.size());
    const QSize size =
        QSize(int(longest) * Letters::Width, int(lettering.lines.size()) * Letters::Height) * lettering.scale;
    QRect band(QPoint(0, 0), size);
    band.moveCenter(picture.rect().center());
    const int margin = 2 * lettering.scale;
    const QRect panel = band.adjusted(-margin, -margin, margin, margin).intersected(picture.rect());
    for (int y = panel.top(); y <= panel.bottom(); ++y) {
        QRgb *line = lineOf(picture, y);
        for (int x = panel.left(); x <= panel.right(); ++x)
            line[x] = over(line[x], qRgb(16, 16, 24), 200);
    }
    Letters::draw(picture, band.topLeft(), lettering.lines, lettering.scale, qRgb(255, 255, 255));
}

} // namespace

QImage drawn(const PictureAsked &asked)
{
    Dice dice(asked.prompt + QString::number(asked.number));
    QImage picture(asked.size, QImage::Format_ARGB32);
    picture.fill(0);
    const int hue = dice.roll(0, 359);
    if (!asked.transparent)
        drawBackground(picture, asked, hue);
    for (int i = 0; i < asked.shapes; ++i)
        drawShape(picture, shapeFrom(dice, asked, hue));
    drawPrompt(picture, asked);
    return picture;
}

QImage coarse(const QImage &picture, int square)
{
    QImage result = picture;
    for (int y = 0; y < picture.height(); ++y) {
        QRgb *line = lineOf(result, y);
        const int middle = std::min(y / square * square + square / 2, picture.height() - 1);
        const auto *from = reinterpret_cast<const QRgb *>(picture.constScanLine(middle));
        for (int x = 0; x < picture.width(); ++x)
            line[x] = from[std::min(x / square * square + square / 2, picture.width() - 1)];
    }
    return result;
}

QStringList pictureFormats()
{
    const QList<QByteArray> known = QImageWriter::supportedImageFormats();
    QStringList formats;
    for (const QByteArray &format : {"png"_ba, "jpeg"_ba, "webp"_ba}) {
        if (known.contains(format))
            formats += QString::fromLatin1(format);
    }
    return formats;
}

QByteArray written(const QImage &picture, const QString &format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format.toLatin1());
    if (format != "png"_L1) // where it says how long to try, not how good
        writer.setQuality(quality);
    writer.write(picture);
    return bytes;
}

} // namespace Parlance::Demo
