// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownclosing.h"

#include "markdown/markdowncut.h"
#include "markdown/markdowntables.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = MarkdownBlock::Kind;

bool matches(const QRegularExpression &pattern, const QString &text)
{
    return pattern.match(text).hasMatch();
}

/// Removes the marks of containers that the line opens: `- > text` gives "text".
QString insideContainers(QString line)
{
    static const QRegularExpression marker(u"^\\s*(?:>|(?:[-*+]|\\d{1,9}[.)])\\s+(?=\\S))"_s);
    for (auto match = marker.match(line); match.hasMatch(); match = marker.match(line))
        line.remove(0, match.capturedEnd());
    return line.trimmed();
}

/// True for a mark whose meaning depends on the rest of its line.
bool isHalfMark(const QString &content)
{
    static const QRegularExpression mark(
        u"^(?:[-*+](?:\\s+\\[[ xX]?\\]?)?|\\[[ xX]?\\]?|\\d{1,9}[.)]?|#{1,6}|[-=*_:| ]+|>+|`{1,2}|~{1,2}|[`]{3,}[^`]*|~{3,}.*|\\[\\^[^\\]]*\\]?:?|\\[(?!\\^)[^\\]]*\\]:.*|\\[![A-Za-z]*\\]?|\\\\b(?:e(?:g(?:i(?:n(?:\\{[A-Za-z]*\\*?)?)?)?)?)?)$"_s);
    return matches(mark, content);
}

/// The last line and the text before it.
struct LastLine
{
    explicit LastLine(const QByteArray &source)
        : start(lineStart(source, source.size()))
        , text(QByteArrayView(source).sliced(start))
    {
    }
    qsizetype start;
    QByteArrayView text;
};

bool isFenceMark(const QByteArrayView &line, char fence)
{
    const QByteArrayView mark = line.trimmed();
    return !mark.isEmpty() && mark.count(fence) == mark.size();
}

/// The offset of a paragraph line's content, after the marks of enclosing quotes and items.
qsizetype contentAt(const QByteArray &source, qsizetype line)
{
    while (line < source.size() && QByteArrayView(" \t>").contains(source.at(line)))
        ++line;
    return line;
}

/// The offset of the bar that begins a line of the last paragraph which may be a table head; -1 if there is
/// none, or if the line above also begins with one.
qsizetype barOfHead(const QByteArray &source, qsizetype line, const MarkdownParse &parse)
{
    if (parse.blocks.isEmpty() || parse.blocks.last().kind != Kind::Paragraph)
        return -1;
    const qsizetype textAt = parse.origins.last().textAt;
    const auto isBar = [&](qsizetype at) {
        return at >= 0 && at < source.size() && source.at(at) == '|';
    };
    if (textAt < 0 || textAt >= line)
        return isBar(textAt) ? textAt : -1;
    const bool goesOn = isBar(contentAt(source, lineStart(source, line - 1)));
    const qsizetype bar = contentAt(source, line);
    return isBar(bar) && !goesOn ? bar : -1;
}

/// Leaves out the last line if it is incomplete.
QByteArray withoutHalfLine(const QByteArray &source, const MarkdownParse &parse)
{
    const LastLine line(source);
    if (line.text.isEmpty())
        return source;
    const bool isLast = !parse.blocks.isEmpty() && parse.origins.last().textAt >= line.start;
    const bool inCode = isLast && isFenced(parse, parse.blocks.size() - 1);
    if (inCode)
        return isFenceMark(line.text, parse.origins.last().fence) ? source.first(line.start) : source;
    const QString content = insideContainers(QString::fromUtf8(line.text));
    return barOfHead(source, line.start, parse) >= 0 || isHalfMark(content) ? source.first(line.start)
                                                                            : source;
}

/// If the paragraph's last line is complete and begins with a bar, it is a table head: adds the line of
/// dashes.
QByteArray withTableUnderHead(
    const QByteArray &source, const MarkdownParse &parse, const MarkdownContext &context)
{
    const qsizetype start = lineStart(source, source.size() - 1);
    const qsizetype bar = source.endsWith('\n') ? barOfHead(source, start, parse) : -1;
    if (bar < start)
        return source;
    QByteArray under = continuationPrefix(QByteArrayView(source).sliced(start, bar - start));
    for (qsizetype i = cellCount(QByteArrayView(source).sliced(bar).trimmed()); i > 0; --i)
        under += "|---";
    const QByteArray table = source + under + "|\n";
    return parseMarkdown(table, context).blocks.last().kind == Kind::TableRow ? table : source;
}

/// The offset of the comment without an end in the last block, or that of its line if it begins the line; -1
/// if there is none.
qsizetype openComment(const QByteArray &source, const MarkdownParse &parse)
{
    if (parse.blocks.isEmpty() || parse.blocks.last().kind != Kind::Html)
        return -1;
    qsizetype at = source.indexOf("<!--", std::max<qsizetype>(parse.origins.last().textAt, 0));
    for (qsizetype end = 0; at >= 0; at = source.indexOf("<!--", end)) {
        end = source.indexOf("-->", at + 4);
        if (end < 0)
            break;
    }
    const qsizetype start = lineStart(source, at);
    return at >= 0 && containerMarks(QByteArrayView(source).sliced(start)) == at - start ? start : at;
}

/// Leaves out a tag that has begun in the last line.
QByteArray withoutHalfTag(const QByteArray &source)
{
    const qsizetype tag = source.lastIndexOf('<');
    const QByteArrayView rest = QByteArrayView(source).sliced(std::max<qsizetype>(tag, 0));
    const char next = rest.size() > 1 ? rest.at(1) : '/';
    const bool isTag =
        next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    const bool isHalf = tag >= 0 && isTag && !rest.contains('>') && !rest.contains('\n');
    return isHalf ? source.first(tag) : source;
}

QByteArray withClosedInlines(const QByteArray &source, const MarkdownParse &parse)
{
    if (parse.blocks.isEmpty() || source.endsWith("\n\n") || parse.origins.last().textAt < 0)
        return source;
    const MarkdownBlock &last = parse.blocks.last();
    if (last.kind == Kind::Html)
        return withoutHalfTag(source);
    if (isFenced(parse, parse.blocks.size() - 1) || last.kind == Kind::Rule)
        return source;
    qsizetype first = parse.origins.size() - 1;
    while (first > 0 && parse.origins.at(first).inside)
        --first;
    qsizetype start = lineStart(source, parse.origins.at(first).textAt);
    const bool wholeLine = source.endsWith('\n');
    if (wholeLine && (last.kind == Kind::Heading || last.kind == Kind::TableRow))
        return source;
    if (last.kind == Kind::TableRow)
        start = std::max(lineStart(source, source.size()), source.lastIndexOf('|') + 1);
    QList<MarkdownIsland> islands = parse.islands;
    for (MarkdownIsland &island : islands) {
        island.begin -= start;
        island.end -= start;
    }
    return source.first(start) + closeInline(QByteArrayView(source).sliced(start), islands);
}

} // namespace

QByteArray closedForDisplay(const QByteArray &source, const MarkdownContext &context)
{
    QByteArray shown = source;
    MarkdownParse parse = parseMarkdown(shown, context);
    const auto change = [&](const QByteArray &changed) {
        const QByteArray before =
            std::exchange(shown, changed.size() < context.prefix().size() ? context.prefix() : changed);
        if (shown != before)
            parse = parseMarkdown(shown, context);
    };
    if (parse.openFormula >= context.prefix().size())
        change(withClosedFormula(shown, parse.openFormula));
    if (const qsizetype comment = openComment(shown, parse); comment >= 0)
        change(shown.first(comment));
    change(withoutHalfLine(shown, parse));
    const QByteArray table = withTableUnderHead(shown, parse, context);
    return table.size() != shown.size() ? table : withClosedInlines(shown, parse);
}

} // namespace Parlance
