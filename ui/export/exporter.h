// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportdialog.h"

#include <QObject>
#include <functional>

class QMenu;
class QPrinter;

namespace Parlance {

/// Gives the window's conversation away, where and when the user says so: to a file or to a printer.
class Exporter : public QObject
{
    Q_OBJECT

public:
    /// `source` gives what there is at the moment.
    Exporter(std::function<ExportSource()> source, QWidget *window);

    void addActions(QMenu *menu);

private:
    void exportToFile();
    void print();
    void printOn(QPrinter &printer, const ExportSource &source);
    [[nodiscard]] bool hasSomething(const ExportSource &source);
    void say(const QString &text);

    std::function<ExportSource()> m_source;
    QWidget *m_window;
};

} // namespace Parlance
