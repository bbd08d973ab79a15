// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/savetext.h"

#include "ui/export/exportformat.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>

namespace Parlance {

namespace {

void write(QWidget *parent, const QString &path, const QByteArray &bytes)
{
    const std::expected<void, QString> result = saveFile(path, bytes);
    if (result)
        return;
    auto *box = new QMessageBox(QMessageBox::Warning, QStringLiteral("Parlance"),
        notSaved(path, result.error()), QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

void saveText(QWidget *parent, const QString &name, const QString &text)
{
    auto *dialog =
        new QFileDialog(parent, QCoreApplication::translate("Parlance::ExportFormat", "Save the code"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDirectory(savingFolder());
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [parent, text](const QString &path) { write(parent, path, text.toUtf8()); });
    dialog->open();
}

} // namespace Parlance
