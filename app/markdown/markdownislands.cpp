// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownislands.h"

#include "markdown/asciispace.h"
#include "markdown/formulasigns.h"
#include "markdown/islandscan.h"
#include "markdown/markdownleaves.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace Parlance {

namespace {

constexpr char mask = '\x01';

bool isFence(QByteArrayView content)
{
    return content.startsWith("```") || content.startsWith("~~~");
}

bool opensBlock(QByteArrayView line)
{
    const qsizetype marks = containerMarks(line);
    const QByteArrayView content = line.sliced(marks);
    return content.startsWith('#') || content.startsWith('|') ||
           std::ranges::all_of(content, [](char c) { return QByteArrayView("-=*_ \t").contains(c); }) ||
           std::ranges::any_of(line.first(marks), [](char c) { return !isAsciiSpace(c) && c != '>'; });
}

constexpr QByteArrayView noteIndent("    ");

/// Finds the further paragraphs of footnotes, which are indented by four blanks as code is.
class NoteReader
{
public:
    /// Reads the next line; true if a paragraph of a note begins on it.
    bool beginsParagraph(QByteArrayView line, bool isBlank, bool isCode)
    {
        const bool isAfterBlank = std::exchange(m_isAfterBlank, isBlank);
        if (isBlank)
            return false;
        if (!line.startsWith(noteIndent)) {
            const bool goesOn = !isAfterBlank && !opensBlock(line) && !line.startsWith('<') && !isFence(line);
            m_inNote = (line.startsWith("[^") && line.contains("]:")) || (m_inNote && goesOn);
            return false;
        }
        const QByteArrayView content = line.sliced(noteIndent.size());
        return m_inNote && isCode && isAfterBlank && !content.startsWith(noteIndent) &&
               !isFence(content.trimmed());
    }

private:
    bool m_inNote = false;
    bool m_isAfterBlank = false;
};

/// The size of the comments with the blanks after them, of a line that goes on with text; 0 of any other.
qsizetype commentsBeforeText(QByteArrayView line)
{
    constexpr QByteArrayView closer("-->");
    qsizetype end = 0;
    while (line.sliced(end).startsWith("<!--")) {
        const qsizetype close = line.indexOf(closer, end);
        if (close < 0)
            return 0;
        end = close + closer.size();
        while (end < line.size() && isAsciiSpace(line.at(end)))
            ++end;
    }
    return end == line.size() || line.at(end) == '<' ? 0 : end;
}

/// Finds the islands of the lines, paragraph by paragraph.
class LineReader
{
public:
    LineReader(const QByteArray &source, const QList<MarkdownLeaf> &leaves, MarkdownIslands &result)
        : m_source(source)
        , m_result(result)
        , m_leaf(leaves.cbegin())
        , m_end(leaves.cend())
        , m_scan(source, result)
    {
    }

    void read(qsizetype begin, qsizetype end);
    void finish() { m_scan.scan(); }

private:
    [[nodiscard]] bool isIn(MarkdownLeaf::Kind kind, qsizetype lineEnd) const
    {
        return m_leaf != m_end && m_leaf->begin <= lineEnd && m_leaf->kind == kind;
    }
    void hide(qsizetype begin, qsizetype size)
    {
        m_scan.scan();
        m_result.found.append({begin, begin + size, MarkdownIsland::Kind::Hidden, {}});
    }

    const QByteArray &m_source;
    MarkdownIslands &m_result;
    QList<MarkdownLeaf>::const_iterator m_leaf;
    QList<MarkdownLeaf>::const_iterator m_end;
    IslandScan m_scan;
    NoteReader m_notes;
    bool m_inNote = false;
};

void LineReader::read(qsizetype begin, qsizetype end)
{
    using Kind = MarkdownLeaf::Kind;
    const QByteArrayView text = QByteArrayView(m_source).sliced(begin, end - begin);
    const qsizetype marks = containerMarks(text);
    const QByteArrayView content = text.sliced(marks);
    while (m_leaf != m_end && m_leaf->end < begin)
        ++m_leaf;
    const bool isCode = isIn(Kind::Code, end);
    const bool isHtml = isIn(Kind::Html, end);
    // An incomplete line may become anything except a blank one.
    const bool isBlank = end < m_source.size() && content.trimmed().isEmpty();
    const bool beginsNote = m_notes.beginsParagraph(text, isBlank, isCode);
    m_inNote = isCode && (beginsNote || (m_inNote && !isBlank));
    const qsizetype comment = isHtml && m_leaf->begin >= begin ? commentsBeforeText(content) : 0;
    if ((isCode && !m_inNote) || (isHtml && comment == 0) || isBlank || isFence(content))
        return m_scan.scan();
    if (beginsNote)
        hide(begin, noteIndent.size());
    if (comment > 0)
        hide(begin + marks, comment);
    const bool opens = isIn(Kind::Table, end) || opensBlock(text);
    m_scan.add({begin, end, begin + marks + comment, text.first(marks).count('>'), opens});
}

} // namespace

qsizetype containerMarks(QByteArrayView line)
{
    qsizetype at = 0;
    for (;;) {
        while (at < line.size() && (line.at(at) == ' ' || line.at(at) == '\t' || line.at(at) == '>'))
            ++at;
        qsizetype end = at;
        while (end < line.size() && end - at < 9 && std::isdigit(static_cast<unsigned char>(line.at(end))))
            ++end;
        const bool number = end > at;
        const QByteArrayView marks(number ? ".)" : "-*+");
        if (end + 1 >= line.size() || !marks.contains(line.at(end)) || !isAsciiSpace(line.at(end + 1)))
            return at;
        at = end + 1;
    }
}

bool mayBeLabel(const MarkdownIsland &island)
{
    return island.kind == MarkdownIsland::Kind::Display && (isLabel(island.text) || isName(island.text));
}

MarkdownIslands findIslands(const QByteArray &source, const QList<MarkdownLeaf> &leaves)
{
    MarkdownIslands result;
    LineReader reader(source, leaves, result);
    for (qsizetype begin = 0; begin < source.size();) {
        const qsizetype end = source.indexOf('\n', begin);
        reader.read(begin, end < 0 ? source.size() : end);
        begin = (end < 0 ? source.size() : end) + 1;
    }
    reader.finish();
    return result;
}

bool mayHaveIslands(const QByteArray &source)
{
    return source.contains('$') || source.contains("\\(") || source.contains("\\[") ||
           source.contains("\\begin{") || source.contains("://") || source.contains("[^") ||
           source.contains("www.") || source.contains("<!--") || source.contains("WWW.");
}

QByteArray withoutIslands(QByteArray text, const QList<MarkdownIsland> &islands)
{
    for (const MarkdownIsland &island : islands) {
        const auto begin = text.begin() + island.begin;
        const auto end = text.begin() + island.end;
        if (island.kind == MarkdownIsland::Kind::Address)
            std::replace_if(
                begin, end, [](char c) { return QByteArrayView("*_~[]()!&@$^\\").contains(c); }, 'x');
        else
            std::fill(begin, end, island.kind == MarkdownIsland::Kind::Display ? displayMask : mask);
        if (island.kind == MarkdownIsland::Kind::Hidden)
            *(end - 1) = ','; // marks behind it are not within a word
    }
    return text;
}

} // namespace Parlance
