// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/formtext.h"

#include <QResizeEvent>

namespace Parlance {

FormText::FormText(const QString &name, const QString &role, QWidget *parent)
    : QLabel(parent)
{
    setObjectName(name);
    setProperty("role", role);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize FormText::sizeHint() const
{
    return {QLabel::sizeHint().width(), heightForWidth(width())};
}

QSize FormText::minimumSizeHint() const
{
    return {0, heightForWidth(width())};
}

void FormText::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

} // namespace Parlance
