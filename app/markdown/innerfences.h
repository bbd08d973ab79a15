// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace Parlance {

/// A fenced block of Markdown, read line by line. Models put fences as long as its own into it: a line that
/// opens a fence with a language begins one, which the next fence without a language ends. By CommonMark,
/// that one would end the block.
class FencedMarkdown
{
public:
    /// Nothing if the line, without the marks of enclosing lists, does not open a fence with "markdown", "md"
    /// or "mdx".
    [[nodiscard]] static std::optional<FencedMarkdown> openedBy(QByteArrayView line);

    enum class Line { Text, Opens, ClosesInner, Closes };
    /// Reads the next line of the block.
    Line read(QByteArrayView line);

private:
    [[nodiscard]] QByteArrayView contentOf(QByteArrayView line) const;

    char m_fence = 0;
    qsizetype m_run = 0;
    qsizetype m_quotes = 0; ///< the quotes around the block
    qsizetype m_inner = 0;  ///< the length of the open inner fence; 0 if none is open
};

/// The text as md4c must read it, of the same length: what ends an inner fence is no fence.
[[nodiscard]] QByteArray withInnerFences(const QByteArray &text);

/// The line that opens the inner fence which is open at `end`, in the block that the line at `opener` opens;
/// empty if none is open.
[[nodiscard]] QByteArrayView openInnerFence(QByteArrayView text, qsizetype opener, qsizetype end);

} // namespace Parlance
