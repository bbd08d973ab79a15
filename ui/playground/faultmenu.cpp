// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/faultmenu.h"

#include <QActionGroup>

using namespace Qt::StringLiterals;

namespace Parlance {

FaultMenu::FaultMenu(QWidget *parent)
    : QMenu(tr("Simulate a failure once"), parent)
    , m_group(new QActionGroup(this))
{
    connect(m_group, &QActionGroup::triggered, this, [this] { Q_EMIT faultChosen(fault()); });
    setFaults({});
}

void FaultMenu::setFaults(const QList<Fault> &faults)
{
    qDeleteAll(m_group->actions());
    add({}, tr("None"))->setChecked(true);
    for (const Fault &fault : faults)
        add(fault.name, u"%1\t%2"_s.arg(fault.description, fault.name));
    menuAction()->setVisible(!faults.isEmpty());
}

QAction *FaultMenu::add(const QString &name, const QString &text)
{
    QAction *action = addAction(text);
    action->setCheckable(true);
    action->setData(name);
    return m_group->addAction(action);
}

QString FaultMenu::fault() const
{
    return m_group->checkedAction()->data().toString();
}

void FaultMenu::setFault(const QString &fault)
{
    m_group->actions().first()->setChecked(true);
    for (QAction *action : m_group->actions()) {
        if (action->data().toString() == fault)
            action->setChecked(true);
    }
}

} // namespace Parlance
