// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/decorationhit.h"
#include "view/conversation/textstyle.h"
#include "view/conversation/visibleblocks.h"

#include <QCoreApplication>
#include <QPainter>

namespace Parlance {

/// The bar above a code block: its language at the left, what can be done with it at the right.
class CodeBar
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::CodeBar)

public:
    /// The bar of a box whose first line is visible.
    CodeBar(const ConversationLayout &layout, const TextStyle &style, const VisibleBox &box);

    struct State
    {
        DecorationHit hover;
        bool showsAll = false; ///< all actions; else *Copy* alone
        bool copied = false;   ///< the code was just copied
    };
    void paint(QPainter &painter, const State &state) const;

    /// The action at `position`, in document coordinates.
    [[nodiscard]] DecorationHit hitTest(const QPointF &position) const;

private:
    struct Action
    {
        DecorationHit::Kind kind;
        QString text;
        QRectF rect = {};
    };
    void paintName(QPainter &painter, qreal right) const;

    const TextStyle &m_style;
    VisibleBox m_box;
    QRectF m_bar;
    QList<Action> m_actions; ///< from the right
};

} // namespace Parlance
