// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/forgetquestion.h"

#include "ui/settings/appsettings.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct ForgetQuestion
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ForgetQuestion)
};

} // namespace

void askToForget(
    QWidget *window, const QString &question, const QString &button, const std::function<void()> &forget)
{
    if (!Settings::asksBeforeForgetting().value())
        return forget();
    auto *box = new QMessageBox(QMessageBox::NoIcon, {}, question, QMessageBox::Cancel, window);
    box->setObjectName(u"forgetQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        ForgetQuestion::tr("Conversations are kept in memory only: what was said there will be gone."));
    QPushButton *yes = box->addButton(button, QMessageBox::AcceptRole);
    yes->setObjectName(u"forget"_s);
    yes->setProperty("role", u"primary"_s);
    yes->style()->polish(yes);
    box->setDefaultButton(QMessageBox::Cancel); // the blank of a prompt that is being typed must not answer
    auto *never = new QCheckBox(ForgetQuestion::tr("Do not ask again"));
    box->setCheckBox(never);
    QObject::connect(yes, &QPushButton::clicked, window, [never, forget] {
        if (never->isChecked())
            Settings::asksBeforeForgetting().set(false);
        forget();
    });
    box->open();
}

} // namespace Parlance
