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

namespace {

/// The one that the suffix of the path names; of several or none, the selected one.
const SaveAs::Form &formFor(const QString &path, const QList<SaveAs::Form> &forms, qsizetype selected)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (forms.at(selected).suffix == suffix)
        return forms.at(selected);
    const auto named = std::ranges::find(forms, suffix, &SaveAs::Form::suffix);
    return named != forms.end() ? *named : forms.at(selected);
}

} // namespace

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
    const qsizetype selected = std::max<qsizetype>(0, filters.indexOf(dialog.selectedNameFilter()));
    return Choice{.path = path, .form = formFor(path, forms, selected)};
}

std::optional<QString> SaveAs::ask(
    QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms)
{
    const std::optional<Choice> chosen = choose(parent, title, name, forms);
    if (!chosen)
        return {};
    const auto saved = saveFile(chosen->path, chosen->form.write());
    if (saved)
        return chosen->path;
    QMessageBox::warning(parent, title, notSaved(chosen->path, saved.error()));
    return {};
}

void SaveAs::askVisibly(QWidget *parent, const QString &title, const QString &name, const QList<Form> &forms)
{
    const std::optional<Choice> chosen = choose(parent, title, name, forms);
    if (!chosen)
        return;
    workVisibly(
        parent->window(), title,
        [chosen](const std::stop_token &) { return writeFile(chosen->path, chosen->form.write()); },
        [parent = parent->window(), title, path = chosen->path](const std::expected<void, QString> &written) {
            if (written)
                rememberFolderOf(path);
            else
                QMessageBox::warning(parent, title, notSaved(path, written.error()));
        });
}

} // namespace Parlance
