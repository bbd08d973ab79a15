// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QLabel;

namespace Parlance {

/// A part of the inspector, or in its place a note that says why there is nothing to show.
class NotedPane : public QStackedWidget
{
    Q_OBJECT

public:
    explicit NotedPane(QWidget *content, QWidget *parent = nullptr);

    /// Shows this note; the content if it is empty.
    void setNote(const QString &note);
    /// Empty while the content is shown.
    [[nodiscard]] QString note() const;

private:
    QLabel *m_note;
};

} // namespace Parlance
