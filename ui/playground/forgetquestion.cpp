// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/forgetquestion.h"

#include "ui/settings/appsettings.h"
#include "ui/stylesheet.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct ForgetQuestion
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ForgetQuestion)
};

} // namespace

void askToForget(QWidget *window, const QString &question, const QString &button, const Unsaved &unsaved,
    const std::function<void()> &forget)
{
    if (!unsaved.isAny() || !Settings::asksBeforeForgetting().value())
        return forget();
    auto *box = new QMessageBox(QMessageBox::NoIcon, {}, question, QMessageBox::Cancel, window);
    box->setObjectName(u"forgetQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(describe(unsaved));
    QPushButton *yes = box->addButton(button, QMessageBox::AcceptRole);
    yes->setObjectName(u"forget"_s);
    // Enter and the blank of a prompt that is being typed must lose nothing.
    box->setDefaultButton(QMessageBox::Cancel);
    box->button(QMessageBox::Cancel)->setText(ForgetQuestion::tr("&Cancel"));
    setStyleProperty(box->button(QMessageBox::Cancel), "role", u"primary"_s);
    auto *never = new QCheckBox(ForgetQuestion::tr("&Do not ask again"));
    box->setCheckBox(never);
    QObject::connect(yes, &QPushButton::clicked, window, [never, forget] {
        if (never->isChecked())
            Settings::asksBeforeForgetting().set(false);
        forget();
    });
    box->open();
}

} // namespace Parlance
