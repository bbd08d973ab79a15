// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pagesign.h"

#include "view/base/theme.h"

#include <QIconEngine>
#include <QPainter>

namespace Parlance {

namespace {

constexpr qreal Side = 16; ///< of the square that icons are drawn in
constexpr qreal Dot = 4;   ///< the radius

QPainterPath exclamation()
{
    QPainterPath path;
    path.addEllipse(QPointF(0, 0), 6, 6);
    path.moveTo(0, -3);
    path.lineTo(0, 0.5);
    path.moveTo(0, 3);
    path.lineTo(0, 3.1);
    return path;
}

/// Draws when it is shown, so that it has the colours of the theme by then.
class SignEngine : public QIconEngine
{
public:
    SignEngine(const QPainterPath &icon, Page::State state)
        : m_icon(icon)
        , m_state(state)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        const Theme theme = Theme::current();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center());
        painter->scale(rect.width() / Side, rect.height() / Side);
        const QColor color = m_state == Page::State::Failed ? theme.error : theme.secondaryText;
        painter->setPen(QPen(color, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (m_state == Page::State::Busy) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.accent);
            painter->drawEllipse(QPointF(0, 0), Dot, Dot);
        } else {
            painter->drawPath(m_state == Page::State::Failed ? exclamation() : m_icon);
        }
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new SignEngine(m_icon, m_state); }

private:
    QPainterPath m_icon;
    Page::State m_state;
};

} // namespace

QIcon pageSign(const QPainterPath &icon, Page::State state)
{
    return QIcon(new SignEngine(icon, state));
}

} // namespace Parlance
