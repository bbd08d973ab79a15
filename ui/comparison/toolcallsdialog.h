// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lanerounds.h"

#include <QDialog>

class QLabel;
class QTableWidget;

namespace Parlance {

/// The tool calls of a lane for its last question.
struct LaneRounds
{
    QString name; ///< the lane's
    QList<QList<AnsweredCall>> rounds;
};

/// Shows which lane called what, in which order: a column for each lane, a row for each call.
class ToolCallsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ToolCallsDialog(QWidget *parent = nullptr);

    void setLanes(const QList<LaneRounds> &lanes);

private:
    void addRound(const QList<LaneRounds> &lanes, qsizetype round);

    QTableWidget *m_table;
    QLabel *m_none;
};

} // namespace Parlance
