// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTextObjectInterface>

namespace Parlance {

class TextStyle;

/// Draws the signs of characters that are not seen (RunLook::sign), each in the place of its character. One
/// without a sign takes no room.
class SignDrawer : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    /// `style` belongs to the caller.
    explicit SignDrawer(const TextStyle &style)
        : m_style(style)
    {
    }

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
        const QTextFormat &format) override;

private:
    [[nodiscard]] QFont font() const;

    const TextStyle &m_style;
};

} // namespace Parlance
