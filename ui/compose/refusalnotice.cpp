// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/refusalnotice.h"

#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

RefusalNotice::RefusalNotice(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_text(plainLabel(name + u"Text"_s, u"warning"_s))
    , m_send(linkButton(u"sendAnyway"_s, tr("Send anyway")))
{
    setObjectName(name);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_send);
    connect(m_send, &QPushButton::clicked, this, &RefusalNotice::sendRequested);
    hide();
}

void RefusalNotice::say(const QString &text, bool canSend)
{
    m_text->setText(text);
    m_send->setVisible(canSend);
    show();
}

} // namespace Parlance
