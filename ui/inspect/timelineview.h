// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/timeline.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace Parlance {

class GapHistogram;
class TimelinePicture;

/// When a call reached each stage: as a picture, with the calls of the other lanes on the same clock, and as
/// a table.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);

    /// Shows these calls; `current` is the one whose stages and gaps are told.
    void setLines(const QList<Timeline> &lines, qsizetype current);

Q_SIGNALS:
    /// The user pointed at the bar of another call.
    void picked(qsizetype line);

private:
    void fillTable(const QList<Timeline> &lines);

    TimelinePicture *m_picture;
    GapHistogram *m_histogram;
    QLabel *m_gaps;
    QTableWidget *m_table;
};

} // namespace Parlance
