// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/saveas.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

void SaveAs::ask(QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms)
{
    QStringList filters;
    for (const Form &form : forms)
        filters << u"%1 (*.%2)"_s.arg(form.name, form.suffix);
    QFileDialog dialog(parent, title, name, filters.join(u";;"_s));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(forms.first().suffix);
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString &filter) {
        dialog.setDefaultSuffix(forms.at(std::max<qsizetype>(0, filters.indexOf(filter))).suffix);
    });
    if (dialog.exec() != QDialog::Accepted)
        return;
    const QString path = dialog.selectedFiles().first();
    const auto bySuffix = std::ranges::find(forms, QFileInfo(path).suffix().toLower(), &Form::suffix);
    const Form &form = bySuffix != forms.end() ? *bySuffix : forms.first();
    if (const QString problem = write(path, form.write()); !problem.isEmpty())
        QMessageBox::warning(parent, title, tr("%1 could not be written: %2").arg(path, problem));
}

QString SaveAs::write(const QString &path, const QString &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(text.toUtf8());
    return file.commit() ? QString() : file.errorString();
}

} // namespace Parlance
