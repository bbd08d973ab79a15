// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/heatmap.h"

#include "measure/statistics.h"
#include "view/base/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int NumbersWidth = 40; ///< left of the square
constexpr int NumbersHeight = 20;
constexpr int ScaleHeight = 34; ///< below it
constexpr int Margin = 8;
constexpr int Decimals = 4;
constexpr double LargestCell = 96;
constexpr double RoomForValue = 38;
constexpr float Most = 1;              ///< of a cosine
constexpr float RoundingError = 1e-6F; ///< of a cosine of 0

QColor blend(const QColor &from, const QColor &to, double share)
{
    const auto part = [share](float one, float other) {
        return static_cast<float>(one + (other - one) * share);
    };
    return QColor::fromRgbF(
        part(from.redF(), to.redF()), part(from.greenF(), to.greenF()), part(from.blueF(), to.blueF()));
}

/// The palest colour is still told from the background.
QColor palest(const Theme &theme)
{
    return blend(theme.surface, theme.accent, 0.06);
}

/// The mean of the values in a square part of the matrix; NaN where none is a number.
float meanOf(const SymmetricMatrix &matrix, std::pair<qsizetype, qsizetype> rows,
    std::pair<qsizetype, qsizetype> columns)
{
    float sum = 0;
    float count = 0;
    for (qsizetype row = rows.first; row < rows.second; ++row) {
        for (qsizetype column = columns.first; column < columns.second; ++column) {
            const float cosine = matrix.at(row, column);
            sum += std::isnan(cosine) ? 0.0F : cosine;
            count += std::isnan(cosine) ? 0.0F : 1.0F;
        }
    }
    return sum / count;
}

} // namespace

HeatMap::HeatMap(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"heatMap"_s);
    setAccessibleName(tr("Cosine similarity of each pair of texts"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 160);
}

void HeatMap::setMatrix(std::shared_ptr<const SymmetricMatrix> matrix)
{
    m_matrix = std::move(matrix);
    findRange();
    m_cells = {};
    setCell({m_matrix && m_matrix->size > 1 ? 1 : 0, 0});
    update();
}

/// The same for all texts, so that a colour means the same in each map.
void HeatMap::findRange()
{
    const bool isAnyNegative = m_matrix && std::ranges::any_of(m_matrix->values,
                                               [](float cosine) { return cosine < -RoundingError; });
    m_least = isAnyNegative ? -1 : 0;
}

QString HeatMap::written(float cosine)
{
    return std::isnan(cosine) ? tr("none") : QLocale().toString(cosine, 'f', Decimals);
}

QRectF HeatMap::square() const
{
    const int room =
        std::min(width() - NumbersWidth - Margin, height() - NumbersHeight - ScaleHeight - Margin);
    const double side = std::clamp(double(room), 1.0, LargestCell * static_cast<double>(m_matrix->size));
    const double left = NumbersWidth + std::max(0.0, (width() - NumbersWidth - Margin - side) / 2);
    return {left, NumbersHeight, side, side};
}

double HeatMap::cellSize() const
{
    return square().width() / static_cast<double>(m_matrix->size);
}

QColor HeatMap::colorOf(float cosine) const
{
    const Theme theme = Theme::current();
    if (std::isnan(cosine))
        return theme.line;
    const float share = std::clamp((cosine - m_least) / (Most - m_least), 0.0F, 1.0F);
    return blend(palest(theme), theme.accent, share);
}

void HeatMap::setCell(QPoint cell)
{
    const int last = m_matrix ? static_cast<int>(m_matrix->size) - 1 : 0;
    m_cell = {std::clamp(cell.x(), 0, last), std::clamp(cell.y(), 0, last)};
    update();
    Q_EMIT cellChanged();
}

void HeatMap::copy()
{
    if (m_matrix)
        QGuiApplication::clipboard()->setText(written(m_matrix->at(m_cell.y(), m_cell.x())));
}

/// Of many cells a pixel shows the mean.
void HeatMap::paintCells()
{
    constexpr int shades = 256;
    std::array<QRgb, shades> palette{};
    for (int i = 0; i < shades; ++i)
        palette[size_t(i)] = colorOf(m_least + (Most - m_least) * float(i) / (shades - 1)).rgb();
    const QRgb none = Theme::current().line.rgb();
    const QSize pixels = (square().size() * devicePixelRatioF()).toSize();
    const qsizetype size = std::min<qsizetype>(m_matrix->size, pixels.width());
    QImage cells(static_cast<int>(size), static_cast<int>(size), QImage::Format_RGB32);
    const float scale = (shades - 1) / (Most - m_least);
    const auto part = [this, size](qsizetype i) {
        return std::pair(i * m_matrix->size / size, (i + 1) * m_matrix->size / size);
    };
    for (qsizetype row = 0; row < size; ++row) {
        auto *line = reinterpret_cast<QRgb *>(cells.scanLine(int(row)));
        for (qsizetype column = 0; column < size; ++column) {
            const float cosine = meanOf(*m_matrix, part(row), part(column));
            const float shade = std::clamp((cosine - m_least) * scale, 0.0F, float(shades - 1));
            line[column] = std::isnan(cosine) ? none : palette[size_t(shade)];
        }
    }
    m_cells = cells.scaled(pixels, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

/// Of as many rows and columns as there is room for.
void HeatMap::paintNumbers(QPainter &painter) const
{
    const double each = cellSize();
    const int step = std::max(1, static_cast<int>(tickStep(fontMetrics().height() * 2 / each)));
    painter.setPen(Theme::current().secondaryText);
    for (int i = step < 5 ? 0 : step - 1; i < m_matrix->size; i += step) {
        const double middle = (i + 0.5) * each;
        const QString number = QString::number(i + 1);
        painter.drawText(
            QRectF(square().left() - NumbersWidth, square().top() + middle - 10, NumbersWidth - 6, 20),
            Qt::AlignRight | Qt::AlignVCenter, number);
        painter.drawText(
            QRectF(square().left() + middle - 20, 0, 40, NumbersHeight), Qt::AlignCenter, number);
    }
}

void HeatMap::paintValues(QPainter &painter) const
{
    const double each = cellSize();
    const Theme theme = Theme::current();
    for (qsizetype row = 0; row < m_matrix->size; ++row) {
        for (qsizetype column = 0; column < m_matrix->size; ++column) {
            const float cosine = m_matrix->at(row, column);
            painter.setPen(theme.textOn(colorOf(cosine)));
            painter.drawText(QRectF(square().left() + double(column) * each,
                                 square().top() + double(row) * each, each, each),
                Qt::AlignCenter, std::isnan(cosine) ? u"–"_s : QLocale().toString(cosine, 'f', 2));
        }
    }
}

void HeatMap::paintScale(QPainter &painter) const
{
    const QRectF place(square().left(), square().bottom() + 10, square().width(), 6);
    QLinearGradient gradient(place.topLeft(), place.topRight());
    gradient.setColorAt(0, colorOf(m_least));
    gradient.setColorAt(1, colorOf(Most));
    painter.fillRect(place, gradient);
    painter.setPen(Theme::current().secondaryText);
    const QRectF words = place.translated(0, 7).adjusted(0, 0, 0, 12);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, QLocale().toString(m_least, 'f', 2));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(Most, 'f', 2));
}

void HeatMap::paintEvent(QPaintEvent *)
{
    if (!m_matrix || m_matrix->size == 0)
        return;
    if (m_cells.isNull())
        paintCells();
    QPainter painter(this);
    painter.drawImage(square(), m_cells);
    paintNumbers(painter);
    if (cellSize() >= RoomForValue)
        paintValues(painter);
    paintScale(painter);
    const double each = cellSize();
    const QRectF chosen(square().left() + m_cell.x() * each, square().top() + m_cell.y() * each, each, each);
    const QRectF frame = chosen.united(QRectF(chosen.center() - QPointF(3, 3), QSizeF(6, 6)));
    painter.setPen(QPen(hasFocus() ? Theme::current().text : Theme::current().secondaryText, 2));
    painter.drawRect(frame);
}

void HeatMap::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_cells = {};
}

void HeatMap::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_cells = {};
}

void HeatMap::choose(QPointF place)
{
    if (!m_matrix || !square().contains(place))
        return;
    const QPointF inside = (place - square().topLeft()) / cellSize();
    setCell({static_cast<int>(inside.x()), static_cast<int>(inside.y())});
}

void HeatMap::mouseMoveEvent(QMouseEvent *event)
{
    choose(event->position());
}

void HeatMap::mousePressEvent(QMouseEvent *event)
{
    choose(event->position());
}

void HeatMap::keyPressEvent(QKeyEvent *event)
{
    const int step = event->modifiers().testFlag(Qt::ControlModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCell(m_cell - QPoint(step, 0));
    case Qt::Key_Right:
        return setCell(m_cell + QPoint(step, 0));
    case Qt::Key_Up:
        return setCell(m_cell - QPoint(0, step));
    case Qt::Key_Down:
        return setCell(m_cell + QPoint(0, step));
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace Parlance
