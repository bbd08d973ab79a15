// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/markdowntext.h"

#include "markdown/linkkind.h"
#include "markdown/markdownparser.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = MarkdownBlock::Kind;

constexpr qsizetype ruleWidth = 40;

QString textOf(const MarkdownSpans &spans)
{
    QString text;
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const MarkdownSpan &span = spans.at(i);
        text += span.styles & MarkdownStyle::Image ? u"[%1]"_s.arg(span.text) : span.text;
        const bool linkEnds = i + 1 == spans.size() || spans.at(i + 1).link != span.link;
        const QString target = targetToRead(span.link, span.text);
        if (!target.isEmpty() && linkEnds && !(span.styles & MarkdownStyle::Image))
            text += u" (%1)"_s.arg(target);
    }
    return text.replace(QChar::LineSeparator, u'\n');
}

QString padded(const QString &cell, qsizetype width, Qt::Alignment alignment)
{
    if (alignment & Qt::AlignRight)
        return cell.rightJustified(width);
    if (alignment & Qt::AlignHCenter)
        return (QString((width - cell.size()) / 2, u' ') + cell).leftJustified(width);
    return cell.leftJustified(width);
}

class TextWriter
{
public:
    QString write(const QList<MarkdownBlock> &blocks)
    {
        for (qsizetype i = 0; i < blocks.size();) {
            const qsizetype end = endOfGroup(blocks, i);
            writeGroup(blocks.sliced(i, end - i));
            i = end;
        }
        return m_text;
    }

private:
    /// Lines of a code block and rows of a table form one group.
    static qsizetype endOfGroup(const QList<MarkdownBlock> &blocks, qsizetype begin)
    {
        const MarkdownBlock &first = blocks.at(begin);
        qsizetype end = begin + 1;
        if (first.kind != Kind::Code && first.kind != Kind::TableRow)
            return end;
        while (end < blocks.size() && blocks.at(end).kind == first.kind && !blocks.at(end).first)
            ++end;
        return end;
    }

    void writeGroup(const QList<MarkdownBlock> &group)
    {
        const MarkdownBlock &first = group.first();
        if (first.kind == Kind::Html && first.spans.isEmpty()) // a comment
            return;
        separate(first);
        openContainers(first);
        switch (first.kind) {
        case Kind::Code:
            return addLines(codeOf(group));
        case Kind::TableRow:
            return addLines(tableOf(group));
        case Kind::Heading:
            return addLines(headingOf(first));
        case Kind::Rule:
            return addLines({QString(ruleWidth, u'-')});
        default:
            return addLines(textOf(first.spans).split(u'\n'));
        }
    }

    void separate(const MarkdownBlock &block)
    {
        if (m_text.isEmpty())
            return;
        const bool tight = !block.marker.isEmpty() && m_last.nesting.contains('l');
        if (!tight) {
            m_text += prefix(commonDepth(block)).trimmed() + u'\n';
        }
    }

    [[nodiscard]] qsizetype commonDepth(const MarkdownBlock &block) const
    {
        qsizetype depth = 0;
        const qsizetype most = std::min({block.nesting.size(), m_last.nesting.size(), m_indents.size()});
        while (depth < most && block.nesting.at(depth) == m_last.nesting.at(depth))
            ++depth;
        return depth;
    }

    void openContainers(const MarkdownBlock &block)
    {
        m_indents.resize(commonDepth(block));
        const qsizetype item = block.marker.isEmpty() ? -1 : block.nesting.lastIndexOf('l');
        if (item >= 0)
            m_indents.resize(std::min(m_indents.size(), item));
        while (m_indents.size() < block.nesting.size()) {
            const bool isQuote = block.nesting.at(m_indents.size()) != 'l';
            m_indents.append(isQuote ? u"> "_s : u"  "_s);
        }
        m_marker.clear();
        m_item = item;
        if (item >= 0) {
            m_marker = markerOf(block);
            m_indents[item] = QString(m_marker.size(), u' ');
        }
        m_last = block;
    }

    static QString markerOf(const MarkdownBlock &block)
    {
        switch (block.task) {
        case MarkdownBlock::Task::Open:
            return u"[ ] "_s;
        case MarkdownBlock::Task::Done:
            return u"[x] "_s;
        case MarkdownBlock::Task::None:
            break;
        }
        return (block.marker == u"•" ? u"-"_s : block.marker) + u' ';
    }

    [[nodiscard]] QString prefix(qsizetype depth) const { return m_indents.first(depth).join(QString()); }

    void addLines(const QStringList &lines)
    {
        for (const QString &line : lines) {
            QStringList indents = m_indents;
            if (!m_marker.isEmpty())
                indents[m_item] = std::exchange(m_marker, {});
            QString written = indents.join(QString()) + line;
            while (written.endsWith(u' '))
                written.chop(1);
            m_text += written + u'\n';
        }
    }

    static QStringList headingOf(const MarkdownBlock &block)
    {
        QString text = textOf(block.spans);
        text.replace(u'\n', u' ');
        return {text, QString(text.size(), block.level == 1 ? u'=' : u'-')};
    }

    static QStringList codeOf(const QList<MarkdownBlock> &lines)
    {
        QStringList code;
        for (const MarkdownBlock &line : lines)
            code.append(u"    "_s + line.text());
        return code;
    }

    static QStringList tableOf(const QList<MarkdownBlock> &rows)
    {
        QList<QStringList> cells;
        QList<qsizetype> widths;
        for (const MarkdownBlock &row : rows) {
            QStringList texts;
            for (const MarkdownSpans &cell : row.cells) {
                texts.append(textOf(cell).replace(u'\n', u' '));
                widths.resize(std::max(widths.size(), texts.size()));
                widths[texts.size() - 1] = std::max(widths.at(texts.size() - 1), texts.last().size());
            }
            cells.append(texts);
        }
        QStringList lines;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            lines.append(rowOf(cells.at(i), widths, rows.at(i).alignments));
            if (rows.at(i).first)
                lines.append(underline(widths));
        }
        return lines;
    }

    static QString rowOf(
        const QStringList &cells, const QList<qsizetype> &widths, const QList<Qt::Alignment> &alignments)
    {
        QStringList texts;
        for (qsizetype i = 0; i < cells.size(); ++i)
            texts.append(padded(cells.at(i), widths.at(i), alignments.value(i)));
        return texts.join(u"  "_s);
    }

    static QString underline(const QList<qsizetype> &widths)
    {
        QStringList lines;
        for (const qsizetype width : widths)
            lines.append(QString(width, u'-'));
        return lines.join(u"  "_s);
    }

    QString m_text;
    MarkdownBlock m_last;
    QStringList m_indents; ///< the prefix of each open container
    QString m_marker;      ///< of the item that begins on the next line
    qsizetype m_item = -1;
};

} // namespace

QString markdownToText(const QString &markdown)
{
    QString text = TextWriter().write(parseMarkdown(markdown.toUtf8()).blocks);
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace Parlance
