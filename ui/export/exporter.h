// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportdialog.h"

#include <QObject>
#include <functional>

class QPrinter;

namespace Parlance {

/// Exports a page's conversation to a file or a printer.
class Exporter : public QObject
{
    Q_OBJECT

public:
    /// `source` returns the current content.
    Exporter(std::function<ExportSource()> source, QWidget *window);

    /// Asks for a file and a format. Says so if there is nothing to export.
    void exportToFile();
    /// Asks for a printer. Says so if there is nothing to print.
    void print();

private:
    void printOn(QPrinter &printer, const ExportSource &source);
    [[nodiscard]] bool hasSomething(const ExportSource &source);
    void say(const QString &text);

    std::function<ExportSource()> m_source;
    QWidget *m_window;
};

} // namespace Parlance
