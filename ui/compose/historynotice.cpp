// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/historynotice.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

HistoryNotice::HistoryNotice(QWidget *parent)
    : RefusalNotice(u"historyNotice"_s, parent)
{
    QPushButton *show = addLink(tr("Show it"), u"showRefused"_s);
    m_repair = addLink({}, u"repairHistory"_s);
    show->setAccessibleName(tr("Show the message that would be refused"));
    connect(show, &QPushButton::clicked, this, &HistoryNotice::showRequested);
    connect(m_repair, &QPushButton::clicked, this, &HistoryNotice::repairRequested);
}

void HistoryNotice::say(const QString &text, const QString &repair)
{
    m_repair->setText(repair);
    RefusalNotice::say(text);
}

} // namespace Parlance
