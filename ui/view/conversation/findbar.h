// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QToolButton;

namespace Parlance {

/// The line in a corner of the conversation where one types what to find.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent);

    /// Says where it searches, if there are several places; empty if there is only one.
    void setPlace(const QString &name);
    /// Takes the focus, with `text` to begin with, if there is one.
    void open(const QString &text);
    [[nodiscard]] QString query() const;
    /// Says which of how many matches is shown, 0 for none; `more` while there is more to search.
    void showCount(qsizetype current, qsizetype total, bool more);

Q_SIGNALS:
    void queryChanged(const QString &query);
    /// 1 for the next match, -1 for the one before.
    void stepRequested(int by);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(const QString &text, const QString &name);

    QLineEdit *m_edit;
    QLabel *m_count;
    QLabel *m_place;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
};

} // namespace Parlance
