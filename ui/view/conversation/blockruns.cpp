// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/blockruns.h"

#include "view/base/longline.h"
#include "view/base/picture.h"
#include "view/conversation/shownruns.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

/// Longer lines become several blocks, as Qt lays a block out in one go.
constexpr qsizetype longestLine = 4000;

/// Qt begins a new block at these characters.
bool splitsBlock(QChar c)
{
    return c == QChar::ParagraphSeparator || c == QChar::CarriageReturn || c == QChar::LineFeed ||
           c == u'\uFDD0' || c == u'\uFDD1';
}

/// An answer can name any number of languages.
constexpr size_t mostHighlighters = 32;

CodeHighlighter &highlighterOf(const QString &language)
{
    static std::unordered_map<QString, std::unique_ptr<CodeHighlighter>> highlighters;
    if (highlighters.size() >= mostHighlighters && !highlighters.contains(language))
        highlighters.clear();
    std::unique_ptr<CodeHighlighter> &highlighter = highlighters[language];
    if (!highlighter)
        highlighter = std::make_unique<CodeHighlighter>(language);
    return *highlighter;
}

/// "--- a/main.cpp", and not a removed comment of SQL: a file's name has no blanks, or its folder in front.
bool namesFile(QStringView line)
{
    if (!line.startsWith(u"+++ ") && !line.startsWith(u"--- "))
        return false;
    const QStringView name = line.sliced(4).split(u'\t').first(); // a time may follow
    return !name.trimmed().contains(u' ') || name.startsWith(u"a/") || name.startsWith(u"b/") ||
           name.startsWith(u'/');
}

/// A removed line is red and an added one green; the other parts of a difference are the highlighter's.
int diffToken(const QString &language, const QString &line)
{
    const bool isDiff = language == u"diff" || language == u"patch" || language == u"udiff";
    if (!isDiff || namesFile(line))
        return 0;
    return line.startsWith(u'-') ? RemovedLine : line.startsWith(u'+') ? AddedLine : 0;
}

} // namespace

BlockLook::Kind kindOf(const MarkdownBlock &block)
{
    switch (block.kind) {
    case MarkdownBlock::Kind::Heading:
        return Kind::Heading;
    case MarkdownBlock::Kind::Code:
        return Kind::Code;
    case MarkdownBlock::Kind::TableRow:
        return Kind::Row;
    case MarkdownBlock::Kind::Rule:
        return Kind::Rule;
    case MarkdownBlock::Kind::Math:
        return Kind::Math;
    case MarkdownBlock::Kind::Image:
        return Kind::Image;
    case MarkdownBlock::Kind::Paragraph:
    case MarkdownBlock::Kind::Html:
        break;
    }
    return Kind::Paragraph;
}

QByteArray columnsOf(const MarkdownBlock &row)
{
    QByteArray columns;
    for (const Qt::Alignment alignment : row.alignments)
        columns += alignment & Qt::AlignRight     ? 'r'
                   : alignment & Qt::AlignHCenter ? 'c'
                   : alignment & Qt::AlignLeft    ? 'l'
                                                  : 'd';
    return columns;
}

QByteArray nestingOf(const MarkdownBlock &block, const QByteArray &outer, const QByteArray &before)
{
    QByteArray nesting = outer;
    const qsizetype own = block.marker.isEmpty() ? -1 : block.nesting.lastIndexOf('l');
    const qsizetype digits = block.marker.size() - 3; // the dot, and two that have room
    for (qsizetype level = 0; level < block.nesting.size(); ++level) {
        nesting += block.nesting.at(level);
        if (level == own)
            nesting += QByteArray(std::max<qsizetype>(digits, 0), '0');
        else if (before.startsWith(nesting))
            while (nesting.size() < before.size() && before.at(nesting.size()) == '0')
                nesting += '0';
    }
    return nesting;
}

QList<Run> runsOfSpans(const MarkdownSpans &spans, RunLook look)
{
    QList<Run> runs;
    for (const MarkdownSpan &span : spans) {
        look.styles = span.styles;
        look.link = span.link.trimmed(); // links that begin with a space are internal
        runs.append({span.text, look});
    }
    return runs;
}

QList<Run> runsOfRow(const MarkdownBlock &row, RunLook::Role role)
{
    const RunLook look{.role = role, .cell = true, .head = row.first};
    QList<Run> runs;
    for (const MarkdownSpans &cell : row.cells) {
        if (&cell != &row.cells.first())
            runs.append({QString(QChar::LineSeparator), look});
        runs += runsOfSpans(cell, look);
    }
    return runs;
}

QString captionOf(const QString &text, const QByteArray &bytes)
{
    const auto head = pictureHead(bytes);
    if (head)
        return text;
    const QString fault = pictureFaultText(head.error(), bytes);
    return text.isEmpty() ? fault : text + QChar::LineSeparator + fault;
}

QList<Run> runsOfCode(const QString &language, const QString &line, CodeHighlighter::State &state)
{
    const int whole = diffToken(language.toLower(), line);
    if ((whole != 0 || hasControlSequence(line)) && !line.isEmpty())
        return {{line, {.role = RunLook::Role::Code, .token = whole}}};
    QList<Run> runs;
    qsizetype at = 0;
    const auto add = [&](qsizetype end, int token) {
        if (end > at)
            runs.append({line.sliced(at, end - at), {.role = RunLook::Role::Code, .token = token}});
        at = std::max(at, end);
    };
    for (const CodeToken &token : highlighterOf(language).highlight(line, state)) {
        add(token.start, 0);
        add(token.start + token.length, token.style);
    }
    add(line.size(), 0);
    return runs;
}

QList<Run> inOneBlock(QList<Run> runs)
{
    for (Run &run : runs) {
        if (std::ranges::any_of(run.text, splitsBlock))
            std::ranges::replace_if(run.text, splitsBlock, QChar(QChar::LineSeparator));
    }
    return runs;
}

QList<QList<Run>> partsOf(const QList<Run> &runs)
{
    QString line;
    for (const Run &run : runs)
        line += run.text;
    QList<QList<Run>> parts{{}};
    QStringView rest = line;
    qsizetype left = firstPart(rest, longestLine); // of the last part
    for (const Run &run : runs) {
        for (qsizetype at = 0; at < run.text.size();) {
            if (left == 0) {
                parts.append(QList<Run>());
                left = firstPart(rest, longestLine);
            }
            const qsizetype size = std::min(left, run.text.size() - at);
            parts.last().append({run.text.sliced(at, size), run.look});
            rest = rest.sliced(size);
            at += size;
            left -= size;
        }
    }
    return parts;
}

} // namespace Parlance
