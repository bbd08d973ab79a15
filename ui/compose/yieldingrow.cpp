// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/yieldingrow.h"

#include <QEvent>
#include <QHBoxLayout>

namespace Parlance {

YieldingRow::YieldingRow(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
}

void YieldingRow::setYielding(const QList<QWidget *> &parts)
{
    m_yielding = parts;
    arrange();
}

void YieldingRow::setWanted(QWidget *part, bool wanted)
{
    if (wanted)
        m_unwanted.remove(part);
    else
        m_unwanted.insert(part);
    arrange();
}

/// The width of the row with these yielding parts hidden and all others shown.
int YieldingRow::widthWithout(const QSet<const QWidget *> &hidden) const
{
    int width = 0;
    int count = 0;
    for (int i = 0; i < m_row->count(); ++i) {
        QWidget *part = m_row->itemAt(i)->widget();
        if (!part || (m_yielding.contains(part) ? hidden.contains(part) : part->isHidden()))
            continue;
        const QSize hint = part->sizeHint().expandedTo(part->minimumSize());
        width += hint.boundedTo(part->maximumSize()).width();
        ++count;
    }
    return width + count * m_row->spacing();
}

void YieldingRow::arrange()
{
    QSet<const QWidget *> hidden = m_unwanted;
    for (auto part = m_yielding.cbegin(); part != m_yielding.cend() && widthWithout(hidden) > width(); ++part)
        hidden.insert(*part);
    for (QWidget *part : std::as_const(m_yielding))
        part->setVisible(!hidden.contains(part));
}

QSize YieldingRow::minimumSizeHint() const
{
    const QSet<const QWidget *> all(m_yielding.cbegin(), m_yielding.cend());
    return {widthWithout(all), m_row->minimumSize().height()};
}

bool YieldingRow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void YieldingRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace Parlance
