// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/transcripttext.h"

#include "view/base/markformat.h"
#include "view/base/theme.h"
#include "workspace/words/soundtext.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Part = TimedText::Part;

constexpr int Margin = 12;
constexpr int TimesGap = 10; ///< between the times and the text

QString timeOf(double seconds)
{
    return SoundText::time(std::chrono::milliseconds(static_cast<qint64>(seconds * 1000)));
}

} // namespace

/// The times on the left of the text, each at the first line of its segment.
class TranscriptText::Times : public QWidget
{
public:
    explicit Times(TranscriptText *text)
        : QWidget(text)
        , m_text(text)
    {
        setCursor(Qt::PointingHandCursor);
        setToolTip(TranscriptText::tr("Click to hear it"));
    }

    /// As wide as the longest time; 0 without times.
    [[nodiscard]] int fittingWidth() const
    {
        const QList<Part> &segments = m_text->m_timed.segments;
        if (segments.isEmpty())
            return 0;
        const double last = std::ranges::max(segments, {}, &Part::start).start;
        return Margin + fontMetrics().horizontalAdvance(timeOf(last)) + TimesGap;
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(Theme::current().secondaryText);
        for (QTextBlock block = m_text->firstVisibleBlock(); block.isValid(); block = block.next()) {
            const QRectF box = m_text->blockBoundingGeometry(block).translated(m_text->contentOffset());
            if (box.top() > height())
                break;
            const Part *segment = partOfLine(block);
            const QTextLine line = block.layout()->lineAt(0);
            if (segment && line.isValid())
                painter.drawText(QRectF(0, box.top(), width() - TimesGap, line.height()),
                    Qt::AlignRight | Qt::AlignVCenter, timeOf(segment->start));
        }
    }

    void mouseReleaseEvent(QMouseEvent *event) override
    {
        const QTextCursor cursor = m_text->cursorForPosition({0, event->pos().y()});
        m_text->request(partOfLine(cursor.block()));
    }

private:
    [[nodiscard]] const Part *partOfLine(const QTextBlock &block) const
    {
        const QList<Part> &segments = m_text->m_timed.segments;
        const auto found = std::ranges::lower_bound(segments, qsizetype(block.position()), {}, &Part::begin);
        return found != segments.cend() && found->begin == block.position() ? &*found : nullptr;
    }

    TranscriptText *m_text;
};

TranscriptText::TranscriptText(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_times(new Times(this))
{
    setObjectName(u"transcriptText"_s);
    setAccessibleName(tr("Transcript"));
    setProperty("role", u"differenceText"_s);
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(Margin);
    viewport()->setMouseTracking(true);
    connect(this, &QPlainTextEdit::updateRequest, m_times, [this] { m_times->update(); });
}

void TranscriptText::showText(const TimedText &timed)
{
    const QString shown = m_timed.text;
    setTime({});
    setMarks({}, false);
    m_timed = timed;
    if (!shown.isEmpty() && timed.text.startsWith(shown)) {
        const bool atEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
        QTextCursor end(document());
        end.movePosition(QTextCursor::End);
        end.insertText(timed.text.sliced(shown.size()));
        if (atEnd)
            verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    } else {
        setPlainText(timed.text);
    }
    placeTimes();
}

void TranscriptText::setMarks(const QList<WordPlace> &marks, bool isRight)
{
    m_isRight = isRight;
    if (std::exchange(m_marks, marks) != marks)
        showMarks();
}

void TranscriptText::showMarks()
{
    const Theme theme = Theme::current();
    const QTextCharFormat format = markFormat(m_isRight ? theme.error : theme.good);
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.setCharFormat({});
    for (const WordPlace &mark : std::as_const(m_marks)) {
        cursor.setPosition(static_cast<int>(mark.begin));
        cursor.setPosition(static_cast<int>(mark.begin + mark.length), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
    cursor.endEditBlock();
}

void TranscriptText::setTime(std::optional<double> seconds)
{
    const Part *now = seconds ? m_timed.saidAt(*seconds) : nullptr;
    if (std::exchange(m_now, now) != now)
        showNow();
}

void TranscriptText::showNow()
{
    if (!m_now)
        return setExtraSelections({});
    const Theme theme = Theme::current();
    QTextEdit::ExtraSelection now;
    now.cursor = QTextCursor(document());
    now.cursor.setPosition(static_cast<int>(m_now->begin));
    now.cursor.setPosition(static_cast<int>(m_now->begin + m_now->length), QTextCursor::KeepAnchor);
    now.format.setBackground(theme.soft);
    now.format.setForeground(theme.accent);
    setExtraSelections({now});
}

void TranscriptText::setZoom(qreal factor)
{
    QFont font = QApplication::font();
    font.setPixelSize(qRound(QFontInfo(font).pixelSize() * factor));
    setFont(font);
    m_times->setFont(font);
    placeTimes();
}

void TranscriptText::placeTimes()
{
    const int width = m_times->fittingWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect contents = contentsRect();
    m_times->setGeometry(contents.left(), contents.top(), width, contents.height());
    m_times->update();
}

const Part *TranscriptText::partUnder(const QPoint &point) const
{
    const QTextCursor cursor = cursorForPosition(point);
    const QRectF box = blockBoundingGeometry(cursor.block()).translated(contentOffset());
    if (!box.contains(QPointF(point)))
        return nullptr;
    const bool isBehind = cursorRect(cursor).left() > point.x(); // the cursor stands behind the letter
    return m_timed.at(cursor.position() - (isBehind ? 1 : 0));
}

void TranscriptText::request(const Part *part)
{
    if (part)
        Q_EMIT partRequested(*part);
}

/// A text that was selected is to be copied, not heard.
void TranscriptText::mouseReleaseEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && !textCursor().hasSelection())
        request(partUnder(event->pos()));
}

void TranscriptText::mouseMoveEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseMoveEvent(event);
    viewport()->setCursor(partUnder(event->pos()) ? Qt::PointingHandCursor : Qt::IBeamCursor);
}

void TranscriptText::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || event->modifiers() & ~Qt::KeypadModifier)
        return QPlainTextEdit::keyPressEvent(event);
    request(m_timed.at(textCursor().position()));
}

void TranscriptText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeTimes();
}

void TranscriptText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    showMarks();
    showNow();
}

} // namespace Parlance
