// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/readtext.h"

#include "markdown/linkkind.h"
#include "markdown/markdownparser.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = MarkdownBlock::Kind;

/// Joins the text of flat blocks: one line each, with an empty line where Markdown has a gap.
class Reader
{
public:
    [[nodiscard]] ReadText read(const QList<MarkdownBlock> &blocks)
    {
        for (const MarkdownBlock &block : blocks)
            addBlock(block);
        return std::move(m_read);
    }

private:
    void addBlock(const MarkdownBlock &block)
    {
        if (block.kind == Kind::Html && block.spans.isEmpty()) // a comment
            return;
        if (!m_read.text.isEmpty() && !block.continues)
            m_read.text += isTight(block) ? u"\n"_s : u"\n\n"_s;
        m_last = block;
        if (!block.continues)
            m_read.text += indentOf(block);
        if (block.kind == Kind::TableRow)
            return addRow(block);
        if (block.kind == Kind::Rule)
            m_read.text += u"———"_s;
        const MarkdownStyles style = block.kind == Kind::Heading ? MarkdownStyle::Bold
                                     : block.kind == Kind::Code  ? MarkdownStyle::Code
                                                                 : MarkdownStyles();
        addSpans(block.spans, style);
    }

    void addRow(const MarkdownBlock &row)
    {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            if (i > 0)
                m_read.text += u" │ "_s;
            addSpans(row.cells.at(i), row.first ? MarkdownStyle::Bold : MarkdownStyles());
        }
    }

    void addSpans(const MarkdownSpans &spans, MarkdownStyles all)
    {
        for (qsizetype i = 0; i < spans.size(); ++i) {
            const MarkdownSpan &span = spans.at(i);
            addText(
                span.styles & MarkdownStyle::Image ? u"[%1]"_s.arg(span.text) : span.text, span.styles | all);
            const bool ends = i + 1 == spans.size() || spans.at(i + 1).link != span.link;
            const QString target = targetToRead(span.link, span.text);
            if (ends && !target.isEmpty())
                addText(u" (%1)"_s.arg(target), all);
        }
    }

    void addText(QString text, MarkdownStyles styles)
    {
        text.remove(u'\u200b').replace(QChar::LineSeparator, u'\n');
        if (styles)
            m_read.looks.append({.begin = m_read.text.size(), .length = text.size(), .styles = styles});
        m_read.text += text;
    }

    /// No empty line between the lines of a code block, the rows of a table or the items of a list.
    [[nodiscard]] bool isTight(const MarkdownBlock &block) const
    {
        if (block.kind == Kind::Code || block.kind == Kind::TableRow)
            return block.kind == m_last.kind && !block.first;
        return !block.marker.isEmpty() && m_last.nesting.contains('l');
    }

    /// The marker takes the place of its item's indent: a quote may begin within the item.
    static QString indentOf(const MarkdownBlock &block)
    {
        const qsizetype item = block.marker.isEmpty() ? -1 : block.nesting.lastIndexOf('l');
        QString indent;
        for (qsizetype i = 0; i < block.nesting.size(); ++i) {
            if (i == item)
                indent += markerOf(block) + u' ';
            else
                indent += block.nesting.at(i) != 'l' ? u"│ "_s : u"  "_s;
        }
        return indent;
    }

    static QString markerOf(const MarkdownBlock &block)
    {
        return block.task == MarkdownBlock::Task::Done   ? u"☑"_s
               : block.task == MarkdownBlock::Task::Open ? u"☐"_s
                                                         : block.marker;
    }

    ReadText m_read;
    MarkdownBlock m_last;
};

} // namespace

ReadText ReadText::of(const QString &markdown)
{
    return Reader().read(parseMarkdown(markdown.toUtf8()).blocks);
}

ReadText ReadText::ofCode(const QString &code)
{
    return {.text = code, .looks = {{.begin = 0, .length = code.size(), .styles = MarkdownStyle::Code}}};
}

QDebug operator<<(QDebug debug, const ReadText::Look &look)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << look.begin << '+' << look.length << '/' << look.styles.toInt();
}

} // namespace Parlance
