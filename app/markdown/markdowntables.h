// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownleaves.h"

#include <optional>

namespace Parlance {

/// How many cells a line of a table has: bars divide it, but for those at its ends and after a backslash.
/// `content` is the line without the marks of the quote or list around it.
[[nodiscard]] qsizetype cellCount(QByteArrayView content);

/// Where the lines begin at the end of `source` that a line of dashes below may still make the head of a
/// table; the end of `source` if they are too long for one.
[[nodiscard]] qsizetype openTableHead(QByteArrayView source);

/// A text with a blank line before each table that ends a paragraph, and after each that a heading or a fence
/// ends. On GitHub, a line of cells and a line of dashes below it, with as many cells, end what is above, and
/// any other block ends a table; md4c wants the blank lines.
class TablesApart
{
public:
    /// No line that begins before `from` is the head of a table.
    TablesApart(const QByteArray &source, qsizetype from);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// The leaves of the text, by their offsets in the source.
    [[nodiscard]] QList<MarkdownLeaf> leaves() const;
    /// The offset in the source of an offset in the text.
    [[nodiscard]] qsizetype inSource(qsizetype at) const;

private:
    struct Gap
    {
        qsizetype before = 0; ///< the offset in the source of the line that it stands before
        QByteArray line;      ///< a blank line in the quotes around it
        QByteArray nesting;   ///< as in MarkdownLeaf
        bool ends = false;    ///< it ends a table
        qsizetype shift = 0;  ///< how far all up to this one move what is after it
    };

    void findGaps(const QByteArray &source, qsizetype from);
    [[nodiscard]] QList<Gap> gapsIn(
        const QList<MarkdownLeaf> &leaves, qsizetype from, const QList<qsizetype> &refused) const;
    [[nodiscard]] Gap gapBefore(qsizetype begin, const std::optional<MarkdownLeaf> &paragraph) const;
    [[nodiscard]] qsizetype endOfTable(const MarkdownLeaf &table, qsizetype from) const;
    [[nodiscard]] bool hasFence(qsizetype begin, qsizetype end) const;
    [[nodiscard]] qsizetype headIn(
        const MarkdownLeaf &paragraph, qsizetype from, const QList<qsizetype> &refused) const;
    [[nodiscard]] bool isRight(const Gap &gap, const QList<MarkdownLeaf> &leaves) const;
    void insert(const QByteArray &source, const QList<Gap> &gaps);
    [[nodiscard]] qsizetype inText(qsizetype at) const;

    QByteArray m_text;
    QList<Gap> m_gaps;
};

} // namespace Parlance
