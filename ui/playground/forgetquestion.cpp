// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/forgetquestion.h"

#include "workspace/appsettings.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct ForgetQuestion
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ForgetQuestion)
};

/// Qt's box takes a letter for the button with that mnemonic even without Alt: a letter meant for the prompt
/// would lose the conversation.
class QuestionBox : public QMessageBox
{
public:
    using QMessageBox::QMessageBox;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->text().isEmpty() || event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return ||
            event->key() == Qt::Key_Enter)
            QMessageBox::keyPressEvent(event);
    }
};

} // namespace

void askToForget(QWidget *window, const QString &question, const QString &button, const Unsaved &unsaved,
    const std::function<void()> &forget, Fate fate)
{
    if (!unsaved.isAny() || !Settings::asksBeforeForgetting().value())
        return forget();
    auto *box = new QuestionBox(QMessageBox::NoIcon, {}, question, QMessageBox::Cancel, window);
    box->setObjectName(u"forgetQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(describe(unsaved, fate));
    QPushButton *yes = box->addButton(button, QMessageBox::AcceptRole);
    yes->setObjectName(u"forget"_s);
    // Enter or Space meant for a prompt must lose nothing.
    box->setDefaultButton(QMessageBox::Cancel);
    box->button(QMessageBox::Cancel)->setText(ForgetQuestion::tr("&Cancel"));
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
