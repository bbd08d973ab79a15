// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace Parlance {

/// Says above the prompt why it was not sent: a line for each reason, with a button that puts it right or
/// leads there, or one for each, and offers to send all the same. Hidden without a reason.
class PromptNotice : public QWidget
{
    Q_OBJECT

public:
    explicit PromptNotice(QWidget *parent = nullptr);

    struct Reason
    {
        QString text;      ///< plain text, with the names of models and tools as they are
        QString repair;    ///< of the button
        QString show = {}; ///< of a button that leads to the place, beside it; empty for none

        bool operator==(const Reason &) const = default;
    };
    /// Shows these reasons; without any it hides. More than `MostShown` are counted.
    void say(const QList<Reason> &reasons, bool maySend);

    static constexpr qsizetype MostShown = 4;

Q_SIGNALS:
    /// Asks to put the reason at this index right.
    void repairRequested(qsizetype reason);
    /// Asks to show where the reason at this index is.
    void showRequested(qsizetype reason);
    void sendRequested();

private:
    struct Row
    {
        QWidget *widget;
        QLabel *text;
        QPushButton *show;
        QPushButton *repair;
    };
    [[nodiscard]] Row makeRow(qsizetype index);
    static void fill(const Row &row, const Reason &reason);

    QList<Row> m_rows;
    QLabel *m_more;
    QPushButton *m_send;
};

} // namespace Parlance
