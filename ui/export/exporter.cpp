// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exporter.h"

#include "ui/export/paper.h"

#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>

#include <memory>

namespace Parlance {

Exporter::Exporter(std::function<ExportSource()> source, QWidget *window)
    : QObject(window)
    , m_source(std::move(source))
    , m_window(window)
{
}

void Exporter::exportToFile()
{
    if (!hasSomething(m_source()))
        return;
    auto *dialog = new ExportDialog(m_source, savingFolder(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Exporter::print()
{
    const ExportSource source = m_source();
    if (!hasSomething(source))
        return;
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(tr("Conversation"));
    printer->setCreator(QStringLiteral("Parlance"));
    setPaperMargins(*printer);
    auto *dialog = new QPrintDialog(printer.get(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintSelection, !source.selected.isEmpty());
    dialog->setOption(QAbstractPrintDialog::PrintPageRange);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this,
        [this, printer, source] { printOn(*printer, source); });
    dialog->open();
}

void Exporter::printOn(QPrinter &printer, const ExportSource &source)
{
    const bool selection = printer.printRange() == QPrinter::Selection;
    const bool pages = printer.printRange() == QPrinter::PageRange;
    const PageRange range =
        pages ? PageRange{.first = printer.fromPage(), .last = printer.toPage()} : PageRange{};
    if (!printTranscript(selection ? source.selected : source.all, printer, range))
        say(tr("Printing failed. Check the printer and its queue, or export a PDF file and print that."));
}

bool Exporter::hasSomething(const ExportSource &source)
{
    if (source.all.isEmpty())
        say(tr("Nothing to export yet: this lane has no conversation."));
    return !source.all.isEmpty();
}

void Exporter::say(const QString &text)
{
    auto *box = new QMessageBox(
        QMessageBox::Information, QStringLiteral("Parlance"), text, QMessageBox::Ok, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace Parlance
