// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/refusalnotice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QPushButton *linkButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setProperty("role", u"link"_s);
    return button;
}

} // namespace

RefusalNotice::RefusalNotice(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_send(linkButton(tr("Send anyway"), u"sendAnyway"_s))
{
    setObjectName(name);
    m_text->setObjectName(name + u"Text"_s);
    m_text->setProperty("role", u"warning"_s);
    m_text->setTextFormat(Qt::PlainText); // it contains names from a model
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_send);
    connect(m_send, &QPushButton::clicked, this, &RefusalNotice::sendRequested);
    hide();
}

void RefusalNotice::say(const QString &text)
{
    m_text->setText(text);
    show();
}

} // namespace Parlance
