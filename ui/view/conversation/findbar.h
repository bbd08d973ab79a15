// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QToolButton;

namespace Parlance {

/// The field in a corner of the conversation for the text to find.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent);

    /// Says where it searches if there are several views; empty if there is one.
    void setPlace(const QString &name);
    /// Takes the focus. `text`, unless empty, becomes the text to find.
    void open(const QString &text);
    [[nodiscard]] QString query() const;
    /// Shows the number of the current match, 0 for none, and the count; `more` while the search goes on.
    void showCount(qsizetype current, qsizetype total, bool more);

Q_SIGNALS:
    void queryChanged(const QString &query);
    /// 1 for the next match, -1 for the previous one.
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
