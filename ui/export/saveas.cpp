// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/saveas.h"

#include "ui/export/exportformat.h"
#include "view/base/worksign.h"

#include <QDateTime>
#include <QFileDialog>
#include <QMessageBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

std::optional<SaveAs::Choice> SaveAs::choose(
    QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms)
{
    QStringList filters;
    for (const Form &form : forms)
        filters << u"%1 (*.%2)"_s.arg(form.name, form.suffix);
    const QString time = QDateTime::currentDateTime().toString(u"yyyy-MM-dd-HHmm"_s);
    const QString place = u"%1/%2-%3.%4"_s.arg(savingFolder(), name, time, forms.first().suffix);
    QFileDialog dialog(parent, title, place, filters.join(u";;"_s));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(forms.first().suffix);
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString &filter) {
        dialog.setDefaultSuffix(forms.at(std::max<qsizetype>(0, filters.indexOf(filter))).suffix);
    });
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QString path = dialog.selectedFiles().first();
    const auto bySuffix = std::ranges::find(forms, QFileInfo(path).suffix().toLower(), &Form::suffix);
    return Choice{.path = path, .form = bySuffix != forms.end() ? *bySuffix : forms.first()};
}

void SaveAs::ask(QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms)
{
    const std::optional<Choice> chosen = choose(parent, title, name, forms);
    if (!chosen)
        return;
    if (const auto saved = saveFile(chosen->path, chosen->form.write()); !saved)
        QMessageBox::warning(parent, title, notSaved(chosen->path, saved.error()));
}

void SaveAs::askVisibly(QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms)
{
    const std::optional<Choice> chosen = choose(parent, title, name, forms);
    if (!chosen)
        return;
    workVisibly(
        parent->window(), title,
        [chosen](const std::atomic_bool &) { return writeFile(chosen->path, chosen->form.write()); },
        [parent = parent->window(), title, path = chosen->path](const std::expected<void, QString> &written) {
            if (written)
                rememberFolderOf(path);
            else
                QMessageBox::warning(parent, title, notSaved(path, written.error()));
        });
}

} // namespace Parlance
