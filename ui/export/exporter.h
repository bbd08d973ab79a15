// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportdialog.h"

#include <QObject>
#include <functional>

class QMenu;
class QPrinter;

namespace Parlance {

/// Exports the window's conversation to a file or a printer when the user asks for it.
class Exporter : public QObject
{
    Q_OBJECT

public:
    /// `source` returns the current content.
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
