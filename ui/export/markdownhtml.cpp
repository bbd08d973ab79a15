// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/markdownhtml.h"

#include "markdown/linkkind.h"
#include "markdown/markdownparser.h"
#include "view/base/picture.h"
#include "view/conversation/codehighlighter.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = MarkdownBlock::Kind;

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

/// False for a comment.
bool isShown(const MarkdownBlock &block)
{
    return block.kind != Kind::Html || !block.spans.isEmpty();
}

QString wordsOf(const MarkdownSpans &spans)
{
    QString words;
    for (const MarkdownSpan &span : spans)
        words += span.text;
    return escaped(words);
}

/// A browser shows the alternative text by itself if it cannot read a picture.
bool canShow(const QByteArray &picture, HtmlReader reader)
{
    return reader == HtmlReader::Browser ? !pictureFormat(picture).isEmpty()
                                         : !decodedPicture(picture).isNull();
}

/// The width of a picture that is larger than a page; a browser fits it by itself.
QString widthOf(const QByteArray &picture, HtmlReader reader)
{
    constexpr QSize page(640, 900); // in pixels of CSS: A4 and Letter without their margins
    const auto head = pictureHead(picture);
    const QSize size = head ? head->decodedSize() : QSize();
    if (reader == HtmlReader::Browser || size.boundedTo(page) == size)
        return {};
    return u" width=\"%1\""_s.arg(size.scaled(page, Qt::KeepAspectRatio).width());
}

QString pictureOf(const MarkdownBlock &block, HtmlReader reader)
{
    if (!canShow(block.image, reader))
        return u"<span class=\"picture\">[%1]</span>"_s.arg(wordsOf(block.spans));
    return u"<img src=\"data:image/%1;base64,%2\" alt=\"%3\"%4>"_s.arg(
        QString::fromLatin1(pictureFormat(block.image)), QString::fromLatin1(block.image.toBase64()),
        wordsOf(block.spans), widthOf(block.image, reader));
}

QString htmlOf(const MarkdownSpan &span)
{
    if (span.styles & MarkdownStyle::Image)
        return u"<span class=\"picture\">[%1]</span>"_s.arg(escaped(span.text));
    QString html = escaped(span.text).replace(QChar::LineSeparator, u"<br>"_s);
    const auto wrap = [&](MarkdownStyle style, const QString &tag) {
        if (span.styles & style)
            html = u"<%1>%2</%1>"_s.arg(tag, html);
    };
    wrap(MarkdownStyle::Code, u"code"_s);
    wrap(MarkdownStyle::Key, u"kbd"_s);
    wrap(MarkdownStyle::Lowered, u"sub"_s);
    wrap(MarkdownStyle::Raised, u"sup"_s);
    wrap(MarkdownStyle::Marked, u"mark"_s);
    wrap(MarkdownStyle::Underline, u"u"_s);
    wrap(MarkdownStyle::Strike, u"s"_s);
    wrap(MarkdownStyle::Italic, u"em"_s);
    wrap(MarkdownStyle::Bold, u"strong"_s);
    if (linkKind(span.link) == LinkKind::Usual)
        html = u"<a href=\"%1\" rel=\"noopener noreferrer\">%2</a>"_s.arg(escaped(span.link), html);
    return html;
}

QString htmlOf(const MarkdownSpans &spans)
{
    QString html;
    for (const MarkdownSpan &span : spans)
        html += htmlOf(span);
    return html;
}

QString alignmentOf(Qt::Alignment alignment)
{
    if (alignment & Qt::AlignRight)
        return u" align=\"right\""_s;
    return alignment & Qt::AlignHCenter ? u" align=\"center\""_s : QString();
}

QString rowOf(const MarkdownBlock &row)
{
    const QString tag = row.first ? u"th"_s : u"td"_s;
    QString html = u"<tr>"_s;
    for (qsizetype i = 0; i < row.cells.size(); ++i)
        html += u"<%1%2>%3</%1>"_s.arg(tag, alignmentOf(row.alignments.value(i)), htmlOf(row.cells.at(i)));
    return html + u"</tr>\n"_s;
}

/// Nests flat blocks into lists and quotes.
class HtmlWriter
{
public:
    explicit HtmlWriter(HtmlReader reader)
        : m_reader(reader)
    {
    }

    QString write(const QList<MarkdownBlock> &blocks)
    {
        for (qsizetype i = 0; i < blocks.size();) {
            const qsizetype end = endOfGroup(blocks, i);
            if (isShown(blocks.at(i)))
                openContainers(blocks.at(i));
            writeGroup(blocks.sliced(i, end - i));
            i = end;
        }
        closeTo(0);
        return m_html;
    }

private:
    struct Container
    {
        char kind = 'q'; ///< as in MarkdownBlock::nesting
        bool ordered = false;
        int number = 0;
    };

    static qsizetype endOfGroup(const QList<MarkdownBlock> &blocks, qsizetype begin)
    {
        const Kind kind = blocks.at(begin).kind;
        qsizetype end = begin + 1;
        if (kind != Kind::Code && kind != Kind::TableRow)
            return end;
        while (end < blocks.size() && blocks.at(end).kind == kind && !blocks.at(end).first)
            ++end;
        return end;
    }

    void openContainers(const MarkdownBlock &block)
    {
        qsizetype depth = 0;
        while (depth < std::min(m_open.size(), block.nesting.size()) &&
               m_open.at(depth).kind == block.nesting.at(depth))
            ++depth;
        closeTo(depth);
        const qsizetype item = block.marker.isEmpty() ? -1 : block.nesting.lastIndexOf('l');
        if (item >= 0 && item < m_open.size())
            nextItem(item, block);
        while (m_open.size() < block.nesting.size())
            open(block, m_open.size() == item);
    }

    /// The next item of an open list, or the first item of another list right after it.
    void nextItem(qsizetype depth, const MarkdownBlock &block)
    {
        closeTo(depth + 1);
        if (m_open.at(depth).ordered != isOrdered(block))
            return closeTo(depth);
        m_html += u"</li>\n"_s;
        openItem(m_open.last(), block);
    }

    void open(const MarkdownBlock &block, bool isItem)
    {
        const char kind = block.nesting.at(m_open.size());
        m_open.append({.kind = kind});
        if (kind != 'l') {
            m_html += u"<blockquote>\n"_s;
            return;
        }
        Container &list = m_open.last();
        list.ordered = isItem && isOrdered(block);
        list.number = numberOf(block) - 1;
        m_html += !list.ordered ? u"<ul>\n"_s : u"<ol start=\"%1\">\n"_s.arg(numberOf(block));
        openItem(list, block);
    }

    void openItem(Container &list, const MarkdownBlock &block)
    {
        const int number = numberOf(block);
        const bool jumps = list.ordered && number != list.number + 1;
        const QString task = block.nesting.size() == m_open.size() ? taskClass(block.task) : QString();
        m_html += jumps            ? u"<li value=\"%1\">"_s.arg(number)
                  : task.isEmpty() ? u"<li>"_s
                                   : u"<li class=\"%1\">"_s.arg(task);
        list.number = number;
    }

    void closeTo(qsizetype depth)
    {
        while (m_open.size() > depth) {
            const Container closed = m_open.takeLast();
            if (closed.kind != 'l')
                m_html += u"</blockquote>\n"_s;
            else
                m_html += closed.ordered ? u"</li>\n</ol>\n"_s : u"</li>\n</ul>\n"_s;
        }
    }

    static bool isOrdered(const MarkdownBlock &block)
    {
        return block.marker.endsWith(u'.') || block.marker.endsWith(u')');
    }
    static int numberOf(const MarkdownBlock &block)
    {
        return isOrdered(block) ? block.marker.chopped(1).toInt() : 0;
    }

    void writeGroup(const QList<MarkdownBlock> &group)
    {
        const MarkdownBlock &first = group.first();
        if (!isShown(first))
            return;
        switch (first.kind) {
        case Kind::Code:
            m_html += htmlBox(u"code"_s, codeOf(group), m_reader);
            break;
        case Kind::TableRow:
            writeTable(group);
            break;
        case Kind::Heading:
            m_html += htmlHeading(std::min(first.level + 2, 6), htmlOf(first.spans), m_reader);
            break;
        case Kind::Rule:
            m_html += u"<hr>\n"_s;
            break;
        case Kind::Image:
            m_html += u"<p>%1</p>\n"_s.arg(pictureOf(first, m_reader));
            break;
        default:
            m_html += u"<p>%1%2</p>\n"_s.arg(taskOf(first), htmlOf(first.spans));
            break;
        }
    }

    /// QTextDocument draws a check box for an item of this class; a browser shows one written as text.
    [[nodiscard]] QString taskClass(MarkdownBlock::Task task) const
    {
        if (task == MarkdownBlock::Task::None)
            return {};
        if (m_reader == HtmlReader::Browser)
            return u"task"_s;
        return task == MarkdownBlock::Task::Done ? u"checked"_s : u"unchecked"_s;
    }

    [[nodiscard]] QString taskOf(const MarkdownBlock &block) const
    {
        if (block.task == MarkdownBlock::Task::None || m_reader == HtmlReader::Paper)
            return {};
        return block.task == MarkdownBlock::Task::Done ? u"☑ "_s : u"☐ "_s;
    }

    static QString codeOf(const QList<MarkdownBlock> &group)
    {
        QStringList lines;
        for (const MarkdownBlock &line : group)
            lines.append(line.text());
        return u"<pre><code>%1</code></pre>"_s.arg(codeToHtml(lines, group.first().language));
    }

    void writeTable(const QList<MarkdownBlock> &rows)
    {
        m_html += m_reader == HtmlReader::Paper
                      ? u"<table class=\"cells\" border=\"0\" cellspacing=\"0\" cellpadding=\"4\">\n"_s
                      : u"<table>\n"_s;
        for (const MarkdownBlock &row : rows)
            m_html += rowOf(row);
        m_html += u"</table>\n"_s;
    }

    HtmlReader m_reader;
    QString m_html;
    QList<Container> m_open;
};

} // namespace

QString codeToHtml(const QStringList &lines, const QString &language)
{
    CodeHighlighter highlighter(language);
    CodeHighlighter::State state;
    QStringList written;
    for (const QString &line : lines) {
        QString html;
        qsizetype at = 0;
        for (const CodeToken &token : highlighter.highlight(line, state)) {
            html += escaped(line.sliced(at, token.start - at));
            html += u"<span class=\"t%1\">%2</span>"_s.arg(int(token.style))
                        .arg(escaped(line.sliced(token.start, token.length)));
            at = token.start + token.length;
        }
        written.append(html + escaped(line.sliced(at)));
    }
    return written.join(u'\n');
}

QString htmlHeading(int level, const QString &content, HtmlReader reader)
{
    const QString name = u"h%1"_s.arg(level);
    if (reader == HtmlReader::Browser)
        return u"<%1>%2</%1>\n"_s.arg(name, content);
    return u"<p class=\"%1\">%2</p>\n"_s.arg(name, content);
}

QString htmlBox(const QString &kind, const QString &content, HtmlReader reader)
{
    if (reader == HtmlReader::Browser)
        return u"<div class=\"%1\">%2</div>\n"_s.arg(kind, content);
    return u"<table class=\"%1\" width=\"100%\" cellspacing=\"0\" cellpadding=\"8\"><tr><td class=\"%1\">%2</td></tr></table>\n"_s
        .arg(kind, content);
}

QString markdownToHtml(const QString &markdown, HtmlReader reader)
{
    return HtmlWriter(reader).write(parseMarkdown(markdown.toUtf8()).blocks);
}

} // namespace Parlance
