// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/codebar.h"

#include "view/conversation/codehighlighter.h"
#include "view/conversation/conversationlayout.h"

#include <QFontMetricsF>
#include <QTextLayout>

namespace Parlance {

namespace {

using Kind = DecorationHit::Kind;

/// Between the labels: enough for "Copy" to become "Copied".
constexpr qreal actionGap = 18;

/// True if a laid-out line of the code is wider than the text.
bool breaksLines(const ConversationLayout &layout, const QTextBlock &first)
{
    const int group = BlockLook::groupOf(first.blockFormat());
    for (QTextBlock line = first; line.isValid() && layout.isLaidOut(line); line = line.next()) {
        if (BlockLook::groupOf(line.blockFormat()) != group)
            break;
        if (line.layout()->lineCount() > 1)
            return true;
    }
    return false;
}

} // namespace

CodeBar::CodeBar(const ConversationLayout &layout, const TextStyle &style, const VisibleBox &box)
    : m_style(style)
    , m_box(box)
    , m_bar(box.rect.topLeft(), QSizeF(box.rect.width(), style.px(Measure::codeHeader)))
    , m_actions{{Kind::CopyCode, tr("Copy")}, {Kind::SaveCode, tr("Save")}}
{
    const bool wrapped = layout.isWrapped(box.look.group);
    if (!wrapped || breaksLines(layout, box.first))
        m_actions.append({Kind::WrapCode, wrapped ? tr("Do not wrap") : tr("Wrap")});
    const QFontMetricsF metrics(m_style.labelFont());
    qreal right = m_bar.right() - m_style.px(Measure::boxPadding);
    for (Action &action : m_actions) {
        const qreal width = metrics.horizontalAdvance(action.text);
        action.rect = QRectF(right - width, m_bar.top(), width, m_bar.height());
        right = action.rect.left() - m_style.px(actionGap);
    }
}

void CodeBar::paint(QPainter &painter, const State &state) const
{
    const Theme &theme = m_style.theme();
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(
        QPointF(m_bar.left(), m_bar.bottom() - 0.5), QPointF(m_bar.right(), m_bar.bottom() - 0.5));
    qreal right = m_bar.right() - m_style.px(Measure::boxPadding);
    for (const Action &action : m_actions) {
        const bool copied = action.kind == Kind::CopyCode && state.copied;
        if (action.kind != Kind::CopyCode && !state.showsAll)
            continue;
        QFont font = m_style.labelFont();
        font.setUnderline(state.hover == DecorationHit{action.kind, m_box.first});
        painter.setFont(font);
        painter.setPen(copied ? theme.good : theme.accent);
        painter.drawText(action.rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
            copied ? tr("Copied") : action.text);
        right = action.rect.left() - m_style.px(actionGap);
    }
    paintName(painter, right);
}

void CodeBar::paintName(QPainter &painter, qreal right) const
{
    const BlockLook &look = m_box.look;
    const QString name = look.title.isEmpty() ? CodeHighlighter::languageName(look.language) : look.title;
    const qreal left = m_bar.left() + m_style.px(Measure::boxPadding);
    painter.setFont(m_style.labelFont());
    painter.setPen(m_style.theme().secondaryText);
    painter.drawText(QRectF(left, m_bar.top(), right - left, m_bar.height()),
        Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(m_style.labelFont()).elidedText(name, Qt::ElideRight, right - left));
}

DecorationHit CodeBar::hitTest(const QPointF &position) const
{
    const qreal around = m_style.px(actionGap / 2);
    for (const Action &action : m_actions) {
        if (action.rect.adjusted(-around, 0, around, 0).contains(position))
            return {action.kind, m_box.first};
    }
    return {};
}

} // namespace Parlance
