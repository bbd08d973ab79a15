// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/differencesteps.h"

#include "ui/comparison/differenceview.h"
#include "view/base/linkbutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

DifferenceSteps::DifferenceSteps(DifferenceView *view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_place(new QLabel)
    , m_previous(new QPushButton(tr("&Previous")))
    , m_next(new QPushButton(tr("&Next")))
{
    m_previous->setObjectName(u"previousDifference"_s);
    m_next->setObjectName(u"nextDifference"_s);
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    m_place->setObjectName(u"differencePlace"_s);
    m_place->setProperty("role", u"secondary"_s);
    m_place->setAlignment(Qt::AlignVCenter | Qt::AlignTrailing);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_place);
    for (QPushButton *button : {m_previous, m_next}) {
        button->setAutoDefault(false);
        lookLikeLink(button);
        layout->addWidget(button);
    }
    refresh();
}

void DifferenceSteps::refresh()
{
    m_next->setEnabled(m_view->differenceCount() > 0);
    m_previous->setEnabled(m_view->differenceCount() > 0);
    showPlace();
}

void DifferenceSteps::step(int direction)
{
    m_view->step(direction);
    showPlace();
}

/// The space is reserved before the first step, so that nothing moves.
void DifferenceSteps::showPlace()
{
    const qsizetype count = m_view->differenceCount();
    const qsizetype current = m_view->current();
    m_place->setMinimumWidth(
        count == 0 ? 0 : m_place->fontMetrics().horizontalAdvance(tr("%1 of %2").arg(count).arg(count)));
    m_place->setText(current < 0 ? QString() : tr("%1 of %2").arg(current + 1).arg(count));
}

} // namespace Parlance
