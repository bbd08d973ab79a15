// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/timelinepicture.h"

#include "measure/statistics.h"
#include "view/base/theme.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr int RowHeight = 34;
constexpr int BarHeight = 12;
constexpr int AxisHeight = 22;
constexpr int LeastNames = 150;
constexpr int MostNames = 260;
constexpr int LegendHeight = 24;
constexpr int Margin = 12;
constexpr int LeastTick = 70; ///< pixels between two ticks of the axis

/// A round time in the shortest way: "200 ms", "1.5 s".
QString tickText(Timing::Duration time)
{
    if (time >= 1s)
        return TimelinePicture::tr("%1 s").arg(
            QLocale().toString(static_cast<double>(time.count()) / 1e6, 'g', 4));
    return TimelinePicture::tr("%1 ms").arg(
        QLocale().toString(static_cast<double>(time.count()) / 1e3, 'g', 4));
}

std::optional<Timing::Duration> timeOf(const Timeline &line, Timeline::Stage stage)
{
    const auto found = std::ranges::find(line.marks, stage, &Timeline::Mark::stage);
    return found == line.marks.end() ? std::nullopt : std::optional(found->at);
}

/// Outlined, since the fill alone is hardly seen.
void paintWaiting(QPainter &painter, const QRectF &bar)
{
    painter.fillRect(bar, Theme::current().soft);
    painter.setPen(QPen(Theme::current().accent, 1));
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
}

/// A stage, above a bar whose top is at `y`.
void paintMark(QPainter &painter, double x, double y)
{
    painter.setPen(QPen(Theme::current().text, 1));
    painter.drawLine(QPointF(x, y - 5), QPointF(x, y));
}

} // namespace

TimelinePicture::TimelinePicture(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"inspectorTimeline"_s);
    setAccessibleName(tr("Timeline"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimelinePicture::setLines(const QList<Timeline> &lines)
{
    const bool isSameHeight = lines.size() == m_lines.size();
    m_lines = lines;
    m_length = 1ms;
    for (const Timeline &line : lines)
        m_length = std::max(m_length, line.start + line.end());
    int widest = 0;
    for (const Timeline &line : lines)
        widest = std::max(widest, fontMetrics().horizontalAdvance(line.name));
    m_namesWidth = std::clamp(widest + 2 * Margin, LeastNames, MostNames);
    if (!isSameHeight)
        updateGeometry();
    update();
}

QSize TimelinePicture::sizeHint() const
{
    return {480, AxisHeight + static_cast<int>(m_lines.size()) * RowHeight + LegendHeight};
}

double TimelinePicture::lineWidth() const
{
    return std::max(1, width() - m_namesWidth - LeastTick);
}

double TimelinePicture::xOf(Timing::Duration at) const
{
    return m_namesWidth +
           lineWidth() * static_cast<double>(at.count()) / static_cast<double>(m_length.count());
}

void TimelinePicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAxis(painter);
    int top = AxisHeight;
    for (const Timeline &line : m_lines) {
        paintLine(painter, line, top);
        top += RowHeight;
    }
    if (!m_lines.isEmpty())
        paintLegend(painter);
}

/// What the bars and the marks mean, below them.
void TimelinePicture::paintLegend(QPainter &painter) const
{
    const Theme theme = Theme::current();
    const double middle = height() - LegendHeight / 2.0;
    double x = m_namesWidth;
    const auto add = [&](const QString &words, const auto &paintSign) {
        paintSign(QRectF(x, middle - 5, 14, 10));
        painter.setPen(theme.secondaryText);
        painter.drawText(QPointF(x + 20, middle + painter.fontMetrics().ascent() / 2.0 - 1), words);
        x += 44 + painter.fontMetrics().horizontalAdvance(words);
    };
    add(tr("waiting"), [&](const QRectF &sign) { paintWaiting(painter, sign); });
    add(tr("answer, a tick for each event"), [&](const QRectF &sign) {
        painter.fillRect(sign, theme.accent);
        painter.setPen(QPen(theme.surface, 1));
        painter.drawLine(QPointF(sign.center().x(), sign.top()), QPointF(sign.center().x(), sign.bottom()));
    });
    add(tr("stage, see the table"),
        [&](const QRectF &sign) { paintMark(painter, sign.center().x(), middle + 2); });
}

void TimelinePicture::paintAxis(QPainter &painter) const
{
    const Theme theme = Theme::current();
    const double perPixel = static_cast<double>(m_length.count()) / lineWidth();
    const double step = tickStep(std::max(1.0, perPixel * LeastTick));
    const int bottom = height() - LegendHeight;
    const int ticks = static_cast<int>(static_cast<double>(m_length.count()) / step);
    for (int tick = 0; tick <= ticks; ++tick) {
        const Timing::Duration time(static_cast<qint64>(tick * step));
        painter.setPen(theme.line);
        painter.drawLine(QPointF(xOf(time), AxisHeight), QPointF(xOf(time), bottom));
        painter.setPen(theme.secondaryText);
        painter.drawText(QPointF(xOf(time), AxisHeight - 7), tickText(time));
    }
}

void TimelinePicture::paintLine(QPainter &painter, const Timeline &line, int top) const
{
    const Theme theme = Theme::current();
    const double middle = top + RowHeight / 2.0;
    const auto bar = [&](Timing::Duration from, Timing::Duration to) {
        return QRectF(xOf(line.start + from), middle - BarHeight / 2.0,
            std::max(1.0, xOf(line.start + to) - xOf(line.start + from)), BarHeight);
    };
    painter.setPen(theme.text);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.drawText(QPointF(Margin, middle + metrics.ascent() / 2.0 - 1),
        metrics.elidedText(line.name, Qt::ElideMiddle, m_namesWidth - 2 * Margin));
    const Timing::Duration first =
        timeOf(line, Timeline::Stage::FirstCharacter)
            .value_or(timeOf(line, Timeline::Stage::FirstEvent).value_or(line.end()));
    paintWaiting(painter, bar(0us, first));
    painter.fillRect(bar(first, line.end()), theme.accent);
    painter.setPen(QPen(theme.surface, 1));
    double last = -2;
    for (const Timing::Duration event : line.events) {
        const double x = xOf(line.start + event);
        if (x - last < 3) // they would melt into each other
            continue;
        painter.drawLine(QPointF(x, middle - BarHeight / 2.0), QPointF(x, middle + BarHeight / 2.0));
        last = x;
    }
    for (const Timeline::Mark &mark : line.marks)
        paintMark(painter, xOf(line.start + mark.at), middle - BarHeight / 2.0);
}

void TimelinePicture::mousePressEvent(QMouseEvent *event)
{
    const qsizetype line = (event->position().toPoint().y() - AxisHeight) / RowHeight;
    if (event->button() == Qt::LeftButton && line >= 0 && line < m_lines.size())
        Q_EMIT picked(line);
}

GapHistogram::GapHistogram(QWidget *parent)
    : QWidget(parent)
    , m_counts(Bins)
{
    setObjectName(u"inspectorGaps"_s);
    setAccessibleName(tr("Gaps between events"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GapHistogram::setGaps(const QList<Timing::Duration> &gaps)
{
    m_counts.fill(0, Bins);
    for (const Timing::Duration gap : gaps) {
        const double exponent = std::log10(std::max<double>(1, static_cast<double>(gap.count())));
        ++m_counts[std::clamp<qsizetype>(static_cast<qsizetype>(exponent * 4), 0, Bins - 1)];
    }
    setVisible(!gaps.isEmpty());
    update();
}

QString GapHistogram::labelOf(qsizetype bin)
{
    if (bin == 0)
        return tr("< 0.002 ms");
    return tickText(Timing::Duration(static_cast<qint64>(std::pow(10, static_cast<double>(bin) / 4))));
}

QSize GapHistogram::sizeHint() const
{
    return {480, 88};
}

void GapHistogram::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    const qsizetype most = std::max<qsizetype>(1, std::ranges::max(m_counts));
    const int base = height() - 18;
    const double step = static_cast<double>(width() - m_namesWidth - Margin) / Bins;
    for (qsizetype bin = 0; bin < Bins; ++bin) {
        const double tall = static_cast<double>(m_counts.at(bin)) / static_cast<double>(most) *
                            (base - painter.fontMetrics().height());
        const QRectF column(m_namesWidth + static_cast<double>(bin) * step, base - tall, step - 1, tall);
        painter.fillRect(
            m_counts.at(bin) > 0 && tall < 2 ? column.adjusted(0, -2, 0, 0) : column, theme.accent);
        painter.setPen(theme.secondaryText);
        if (m_counts.at(bin) > 0)
            painter.drawText(QRectF(column.center().x() - 50, 0, 100, column.top() - 2),
                Qt::AlignHCenter | Qt::AlignBottom, QLocale().toString(m_counts.at(bin)));
        if (bin % 4 == 0)
            painter.drawText(QPointF(column.left(), height() - 4), labelOf(bin));
    }
    painter.setPen(theme.secondaryText);
    painter.drawText(QPointF(Margin, base - 4), tr("Gaps"));
}

} // namespace Parlance
