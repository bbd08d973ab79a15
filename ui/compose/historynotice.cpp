// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/historynotice.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

HistoryNotice::HistoryNotice(QWidget *parent)
    : RefusalNotice(u"historyNotice"_s, parent)
{
    QPushButton *show = addLink(tr("Show it"), u"showRefused"_s);
    show->setAccessibleName(tr("Show the message that would be refused"));
    connect(show, &QPushButton::clicked, this, &HistoryNotice::showRequested);
}

} // namespace Parlance
