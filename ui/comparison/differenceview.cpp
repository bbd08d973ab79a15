// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/differenceview.h"

#include "view/base/markformat.h"
#include "view/base/theme.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = DiffPiece::Kind;

QTextCharFormat formatOf(Kind kind)
{
    const Theme theme = Theme::current();
    return kind == Kind::Same ? QTextCharFormat() : markFormat(kind == Kind::Left ? theme.error : theme.good);
}

QTextCharFormat formatOf(MarkdownStyles styles)
{
    QTextCharFormat format;
    if (styles & MarkdownStyle::Bold)
        format.setFontWeight(QFont::Bold);
    if (styles & MarkdownStyle::Italic)
        format.setFontItalic(true);
    if (styles & MarkdownStyle::Strike)
        format.setFontStrikeOut(true);
    if (styles & MarkdownStyle::Code)
        format.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    return format;
}

/// Marks the current difference in the full colour; its line if this text has nothing of it.
QList<QTextEdit::ExtraSelection> marks(const QPlainTextEdit *side, int begin, int end, Kind kind)
{
    const Theme theme = Theme::current();
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(side->document());
    mark.cursor.setPosition(begin);
    mark.cursor.setPosition(end, QTextCursor::KeepAnchor);
    mark.format.setBackground(begin == end ? theme.soft : kind == Kind::Left ? theme.error : theme.good);
    if (begin == end)
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    else
        mark.format.setForeground(theme.surface);
    return {mark};
}

/// The line of the view that contains this position of the text.
int lineOf(const QPlainTextEdit *side, qsizetype position)
{
    const QTextBlock block = side->document()->findBlock(static_cast<int>(position));
    if (!block.isValid())
        return side->verticalScrollBar()->maximum();
    const QTextLine line = block.layout()->lineForTextPosition(static_cast<int>(position) - block.position());
    return block.firstLineNumber() + (line.isValid() ? line.lineNumber() : 0);
}

} // namespace

DifferenceView::DifferenceView(QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_left(makeSide(u"leftText"_s))
    , m_right(makeSide(u"rightText"_s))
{
    setChildrenCollapsible(false);
    setHandleWidth(1);
    setFocusProxy(m_left);
    connect(m_left->verticalScrollBar(), &QScrollBar::valueChanged, this,
        [this] { follow(m_left, m_right, Kind::Left); });
    connect(m_right->verticalScrollBar(), &QScrollBar::valueChanged, this,
        [this] { follow(m_right, m_left, Kind::Right); });
}

QPlainTextEdit *DifferenceView::makeSide(const QString &name)
{
    auto *side = new QPlainTextEdit;
    side->setObjectName(name);
    side->setProperty("role", u"differenceText"_s);
    side->setReadOnly(true);
    side->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    side->setFrameShape(QFrame::NoFrame);
    side->setMinimumWidth(120);
    side->document()->setDocumentMargin(Margin);
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side);
    addWidget(column);
    return side;
}

void DifferenceView::setHeaders(QWidget *left, QWidget *right)
{
    for (auto [side, header] : {std::pair(m_left, left), std::pair(m_right, right)})
        static_cast<QVBoxLayout *>(side->parentWidget()->layout())->insertWidget(0, header);
}

void DifferenceView::setNames(const QString &left, const QString &right)
{
    m_left->setAccessibleName(left);
    m_right->setAccessibleName(right);
}

void DifferenceView::show(const ReadText &left, const ReadText &right)
{
    m_pieces = wordDiff(left.text, right.text);
    m_leftLooks = left.looks;
    m_rightLooks = right.looks;
    m_current = -1;
    findDifferences();
    fillBoth();
}

void DifferenceView::findDifferences()
{
    m_differences.clear();
    int left = 0;
    int right = 0;
    bool within = false;
    for (const DiffPiece &piece : std::as_const(m_pieces)) {
        if (piece.kind != Kind::Same && !within)
            m_differences.append({.left = left, .right = right, .leftEnd = left, .rightEnd = right});
        within = piece.kind != Kind::Same;
        left += piece.kind == Kind::Right ? 0 : static_cast<int>(piece.text.size());
        right += piece.kind == Kind::Left ? 0 : static_cast<int>(piece.text.size());
        if (within) {
            m_differences.last().leftEnd = left;
            m_differences.last().rightEnd = right;
        }
    }
}

void DifferenceView::fillBoth()
{
    m_following = true;
    fill(m_left, Kind::Left, m_leftLooks);
    fill(m_right, Kind::Right, m_rightLooks);
    m_following = false;
    markCurrent();
}

void DifferenceView::fill(QPlainTextEdit *side, Kind kind, const QList<ReadText::Look> &looks)
{
    side->clear();
    QTextCursor cursor(side->document());
    cursor.beginEditBlock();
    for (const DiffPiece &piece : std::as_const(m_pieces)) {
        if (piece.kind == Kind::Same || piece.kind == kind)
            cursor.insertText(piece.text, formatOf(piece.kind));
    }
    for (const ReadText::Look &look : looks) {
        cursor.setPosition(static_cast<int>(look.begin));
        cursor.setPosition(static_cast<int>(look.begin + look.length), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(formatOf(look.styles));
    }
    cursor.endEditBlock();
    side->moveCursor(QTextCursor::Start);
}

void DifferenceView::markCurrent()
{
    if (m_current < 0) {
        m_left->setExtraSelections({});
        m_right->setExtraSelections({});
        return;
    }
    const Place &place = m_differences.at(m_current);
    m_left->setExtraSelections(marks(m_left, place.left, place.leftEnd, Kind::Left));
    m_right->setExtraSelections(marks(m_right, place.right, place.rightEnd, Kind::Right));
}

void DifferenceView::follow(QPlainTextEdit *from, QPlainTextEdit *to, Kind kind)
{
    if (m_following)
        return;
    m_following = true;
    const QScrollBar *bar = from->verticalScrollBar();
    const qsizetype top = from->cursorForPosition({0, 0}).position();
    const bool atEnd = bar->maximum() > 0 && bar->value() == bar->maximum();
    const int line = lineOf(to, counterpart(m_pieces, top, kind));
    to->verticalScrollBar()->setValue(atEnd ? to->verticalScrollBar()->maximum() : line);
    m_following = false;
}

void DifferenceView::step(int direction)
{
    if (m_differences.isEmpty())
        return;
    const qsizetype count = m_differences.size();
    const qsizetype start = m_current < 0 && direction < 0 ? 0 : m_current;
    m_current = (start + direction + count) % count;
    const Place &place = m_differences.at(m_current);
    m_following = true;
    m_left->verticalScrollBar()->setValue(qMax(0, lineOf(m_left, place.left) - 2));
    m_right->verticalScrollBar()->setValue(qMax(0, lineOf(m_right, place.right) - 2));
    m_following = false;
    markCurrent();
}

void DifferenceView::changeEvent(QEvent *event)
{
    QSplitter::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_pieces.isEmpty())
        fillBoth();
}

} // namespace Parlance
