// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tierpopup.h"

#include "ui/compose/tierdelegate.h"
#include "ui/compose/tiermodel.h"

#include <QKeyEvent>
#include <QListView>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

TierPopup::TierPopup(TierModel *model, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_list(new QListView(this))
{
    setObjectName(u"tierPopup"_s);
    m_list->setObjectName(u"tierList"_s);
    m_list->setAccessibleName(tr("Model tiers"));
    m_list->setModel(model);
    m_list->setItemDelegate(new TierDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 4);
    layout->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_list, &QListView::clicked, this, &TierPopup::choose);
    connect(m_list, &QListView::activated, this, &TierPopup::choose);
}

void TierPopup::popup(const QWidget *anchor, const QModelIndex &current)
{
    m_list->setCurrentIndex(current);
    const QRect screen = anchor->screen()->availableGeometry();
    int height = 12;
    for (int row = 0; row < m_list->model()->rowCount(); ++row)
        height += m_list->sizeHintForRow(row);
    resize(qMax(340, m_list->sizeHintForColumn(0) + 24), qMin(height, screen.height() * 2 / 3));
    QPoint corner = anchor->mapToGlobal(QPoint(0, anchor->height() + 4));
    corner.setX(qMin(corner.x(), screen.right() - width()));
    corner.setY(qMin(corner.y(), screen.bottom() - this->height()));
    move(corner);
    show();
    m_list->setFocus();
}

void TierPopup::keyPressEvent(QKeyEvent *event)
{
    // The list leaves Enter alone where the style activates on a double click only.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(m_list->currentIndex());
    else
        QFrame::keyPressEvent(event);
}

void TierPopup::choose(const QModelIndex &index)
{
    if (!index.isValid() || TierModel::isHeading(index) || isHidden())
        return;
    hide();
    Q_EMIT chosen(index.data(TierModel::GatewayRole).toString(), index.data(TierModel::ModelRole).toString());
}

} // namespace Parlance
