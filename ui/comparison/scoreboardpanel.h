// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;

namespace Parlance {

class Scoreboard;
class ScoreboardModel;

/// The scoreboard as a table that can be sorted and copied as Markdown or CSV. Without replies, says how to
/// get some.
class ScoreboardPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ScoreboardPanel(QWidget *parent = nullptr);

    void show(const Scoreboard &board);

    /// The height for this many rows.
    [[nodiscard]] int heightFor(qsizetype rows) const;
    /// High enough for all rows.
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user asks to see the call of this row of the board.
    void inspectRequested(int row);

private:
    QWidget *makeBar();
    QWidget *makeTable();
    [[nodiscard]] QString titleOf(int column) const;
    void sortAsWanted();
    /// The replies in the order shown.
    [[nodiscard]] Scoreboard asSorted() const;
    void copy(const QString &text, const QString &said);

    ScoreboardModel *m_model;
    QSortFilterProxyModel *m_sorted;
    QTableView *m_table;
    QLabel *m_empty;
    QLabel *m_note;
    QLabel *m_said;
    QPushButton *m_markdown;
    QPushButton *m_csv;
    QStackedLayout *m_stack;
    QTimer m_copied;    ///< while it runs, the bar says what was copied
    QString m_sortedBy; ///< the title of the column that the user chose; empty for the lanes' order
};

} // namespace Parlance
