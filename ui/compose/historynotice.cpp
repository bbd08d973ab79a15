// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/historynotice.h"

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

HistoryNotice::HistoryNotice(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_repair(linkButton({}, u"repairHistory"_s))
{
    setObjectName(u"historyNotice"_s);
    m_text->setObjectName(u"historyNoticeText"_s);
    m_text->setProperty("role", u"warning"_s);
    m_text->setTextFormat(Qt::PlainText); // it contains names from a model
    m_text->setWordWrap(true);
    auto *show = linkButton(tr("Show it"), u"showRefused"_s);
    show->setAccessibleName(tr("Show the message that would be refused"));
    auto *send = linkButton(tr("Send anyway"), u"sendAnyway"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(show);
    layout->addWidget(m_repair);
    layout->addWidget(send);
    connect(show, &QPushButton::clicked, this, &HistoryNotice::showRequested);
    connect(m_repair, &QPushButton::clicked, this, &HistoryNotice::repairRequested);
    connect(send, &QPushButton::clicked, this, &HistoryNotice::sendRequested);
    hide();
}

void HistoryNotice::say(const QString &text, const QString &repair)
{
    m_text->setText(text);
    m_repair->setText(repair);
    QWidget::show();
}

} // namespace Parlance
