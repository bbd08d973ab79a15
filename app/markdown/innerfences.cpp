// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/innerfences.h"

#include "markdown/markdowncut.h"
#include "markdown/md4creader.h"

#include <QList>
#include <QSet>

namespace Parlance {

namespace {

/// Each round finds the end of one inner fence.
constexpr int mostRounds = 500;
/// Stands for the marks of a fence that md4c must not see.
constexpr char mask = '\x01';

QByteArrayView lineAt(QByteArrayView text, qsizetype begin)
{
    const qsizetype end = text.indexOf('\n', begin);
    return text.sliced(begin, (end < 0 ? text.size() : end) - begin);
}

qsizetype runOf(QByteArrayView content, char c)
{
    qsizetype size = 0;
    while (size < content.size() && content.at(size) == c)
        ++size;
    return size;
}

bool isMarkdown(QByteArrayView info)
{
    static const QSet<QByteArray> names{"markdown", "md", "mdx"};
    const QByteArray word = info.trimmed().toByteArray().toLower();
    return names.contains(word.left(word.indexOf(' ') < 0 ? word.size() : word.indexOf(' ')));
}

/// Finds the opening lines of the fenced blocks of Markdown, and where the text of each ends.
class FenceReader
{
public:
    struct Block
    {
        qsizetype opener;
        qsizetype end;
    };

    explicit FenceReader(const QByteArray &text)
        : m_text(text)
    {
    }

    void enterBlock(MD_BLOCKTYPE type, void *detail)
    {
        m_inside = false;
        if (type != MD_BLOCK_CODE)
            return;
        const auto &code = *static_cast<MD_BLOCK_CODE_DETAIL *>(detail);
        const qsizetype at = code.lang.text ? code.lang.text - m_text.constData() : -1;
        m_inside = code.fence_char && at >= 0 && at < m_text.size() &&
                   isMarkdown(QByteArrayView(code.lang.text, qsizetype(code.lang.size)));
        if (m_inside)
            m_blocks.append({lineStart(m_text, at), at});
    }
    void leaveBlock(MD_BLOCKTYPE) { m_inside = false; }
    void enterSpan(MD_SPANTYPE, void *) {}
    void leaveSpan() {}
    void text(MD_TEXTTYPE, QByteArrayView text)
    {
        const qsizetype at = text.data() - m_text.constData();
        if (m_inside && at >= 0 && at < m_text.size())
            m_blocks.last().end = at + text.size();
    }

    [[nodiscard]] const QList<Block> &blocks() const { return m_blocks; }

private:
    const QByteArray &m_text;
    QList<Block> m_blocks;
    bool m_inside = false;
};

/// The line that md4c takes for the end of the block, but that ends an inner fence; -1 if there is none.
qsizetype innerEndIn(QByteArrayView text, const FenceReader::Block &block)
{
    const QByteArrayView opener = lineAt(text, block.opener);
    auto fence = FencedMarkdown::openedBy(opener);
    for (qsizetype at = block.opener + opener.size() + 1; fence && at < text.size();) {
        const QByteArrayView line = lineAt(text, at);
        const auto read = fence->read(line);
        const bool masked = line.contains(mask);
        if (read == FencedMarkdown::Line::ClosesInner && !masked)
            return at;
        const bool ended = at > block.end && !line.trimmed().isEmpty() && !masked;
        if (ended || read == FencedMarkdown::Line::Closes)
            return -1;
        at += line.size() + 1;
    }
    return -1;
}

} // namespace

std::optional<FencedMarkdown> FencedMarkdown::openedBy(QByteArrayView line)
{
    FencedMarkdown block;
    qsizetype at = std::min(line.indexOf("```"), line.indexOf("~~~"));
    if (at < 0)
        at = std::max(line.indexOf("```"), line.indexOf("~~~"));
    if (at < 0)
        return std::nullopt;
    block.m_fence = line.at(at);
    block.m_run = runOf(line.sliced(at), block.m_fence);
    block.m_quotes = line.first(at).count('>');
    return isMarkdown(line.sliced(at + block.m_run)) ? std::optional(block) : std::nullopt;
}

/// Without indentation and the marks of the quotes around the block.
QByteArrayView FencedMarkdown::contentOf(QByteArrayView line) const
{
    qsizetype quotes = m_quotes;
    qsizetype at = 0;
    while (
        at < line.size() && (line.at(at) == ' ' || line.at(at) == '\t' || (line.at(at) == '>' && quotes > 0)))
        quotes -= line.at(at++) == '>' ? 1 : 0;
    return line.sliced(at).trimmed();
}

FencedMarkdown::Line FencedMarkdown::read(QByteArrayView line)
{
    const QByteArrayView content = contentOf(line);
    if (!content.isEmpty() && runOf(content, mask) == content.size()) {
        m_inner = 0;
        return Line::ClosesInner;
    }
    const qsizetype run = runOf(content, m_fence);
    if (run < m_run)
        return Line::Text;
    if (run == content.size()) {
        if (m_inner == 0)
            return Line::Closes;
        if (run < m_inner)
            return Line::Text;
        m_inner = 0;
        return Line::ClosesInner;
    }
    if (m_inner > 0 || (m_fence == '`' && content.sliced(run).contains('`')))
        return Line::Text;
    m_inner = run;
    return Line::Opens;
}

QByteArray withInnerFences(const QByteArray &text)
{
    QByteArray masked = text;
    for (int round = 0; round < mostRounds; ++round) {
        FenceReader reader(masked);
        readMarkdown(masked, reader);
        qsizetype found = -1;
        for (const FenceReader::Block &block : reader.blocks()) {
            found = innerEndIn(masked, block);
            if (found >= 0)
                break;
        }
        if (found < 0)
            break;
        for (qsizetype at = found; at < masked.size() && masked.at(at) != '\n'; ++at) {
            if (masked.at(at) == '`' || masked.at(at) == '~')
                masked[at] = mask;
        }
    }
    return masked;
}

QByteArrayView openInnerFence(QByteArrayView text, qsizetype opener, qsizetype end)
{
    QByteArrayView open;
    const QByteArrayView first = lineAt(text, opener);
    auto fence = FencedMarkdown::openedBy(first);
    for (qsizetype at = opener + first.size() + 1; fence && at < end;) {
        const QByteArrayView line = lineAt(text, at);
        switch (fence->read(line)) {
        case FencedMarkdown::Line::Opens:
            open = line;
            break;
        case FencedMarkdown::Line::ClosesInner:
            open = {};
            break;
        case FencedMarkdown::Line::Text:
        case FencedMarkdown::Line::Closes:
            break;
        }
        at += line.size() + 1;
    }
    return open;
}

} // namespace Parlance
