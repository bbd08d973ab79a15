// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/deletednotice.h"

#include "view/base/linkbutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

DeletedNotice::DeletedNotice(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
{
    setObjectName(u"deletedNotice"_s);
    m_text->setObjectName(u"deletedNoticeText"_s);
    m_text->setProperty("role", u"secondary"_s);
    QPushButton *undo = linkButton(u"undoDeletion"_s, tr("Undo"));
    undo->setAccessibleName(tr("Undo the change"));
    undo->setToolTip(tr("Bring back what was there (Ctrl+Z)"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 12, 4);
    layout->addWidget(m_text);
    layout->addWidget(undo);
    layout->addStretch();
    connect(undo, &QPushButton::clicked, this, &DeletedNotice::undoRequested);
    hide();
}

void DeletedNotice::say(int messages)
{
    say(messages == 1 ? tr("Message deleted.") : tr("%n messages deleted.", nullptr, messages));
}

void DeletedNotice::say(const QString &text)
{
    m_text->setText(text);
    show();
}

} // namespace Parlance
