// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/timeline.h"

#include <QWidget>

namespace Parlance {

/// Calls as bars on one clock: waiting for the answer, its reasoning and text, with a tick for each event and
/// a mark for each stage.
class TimelinePicture : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePicture(QWidget *parent = nullptr);

    void setLines(const QList<Timeline> &lines);

    /// The room for the names beside the bars, in pixels.
    [[nodiscard]] int namesWidth() const { return m_namesWidth; }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user pointed at a bar.
    void picked(qsizetype line);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    /// Of a line as long as the longest.
    [[nodiscard]] double lineWidth() const;
    [[nodiscard]] double xOf(Timing::Duration at) const;
    void paintLine(QPainter &painter, const Timeline &line, int top) const;
    void paintAxis(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    QList<Timeline> m_lines;
    Timing::Duration m_length{0};
    int m_namesWidth = 0;
};

/// How many gaps between events have which length, on a logarithmic scale.
class GapHistogram : public QWidget
{
    Q_OBJECT

public:
    explicit GapHistogram(QWidget *parent = nullptr);

    void setGaps(const QList<Timing::Duration> &gaps);
    /// Begins where the bars above begin, in pixels.
    void setNamesWidth(int width) { m_namesWidth = width; }
    /// The shortest gap of a bin; of the first, which has those of no time too, what they are shorter than.
    [[nodiscard]] static QString labelOf(qsizetype bin);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr qsizetype Bins = 28; ///< four for each power of ten, from 1 µs to 10 s

    QList<qsizetype> m_counts;
    int m_namesWidth = 0;
};

} // namespace Parlance
