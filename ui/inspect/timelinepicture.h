// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/timeline.h"

#include <QWidget>

namespace Parlance {

/// Calls as bars on one clock: waiting for the answer, its reasoning and text, with a tick for each event.
class TimelinePicture : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePicture(QWidget *parent = nullptr);

    void setLines(const QList<Timeline> &lines);

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

    QList<Timeline> m_lines;
    Timing::Duration m_length{0};
};

/// How many gaps between events have which length, on a logarithmic scale.
class GapHistogram : public QWidget
{
    Q_OBJECT

public:
    explicit GapHistogram(QWidget *parent = nullptr);

    void setGaps(const QList<Timing::Duration> &gaps);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr qsizetype Bins = 28; ///< four for each power of ten, from 1 µs to 10 s

    QList<qsizetype> m_counts;
};

} // namespace Parlance
