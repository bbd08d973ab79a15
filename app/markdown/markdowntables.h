// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownleaves.h"

#include <optional>

namespace Parlance {

/// The number of cells in a table row, separated by bars, except bars at the ends, after a backslash, or in
/// code or a link. `content` is the line without the marks of enclosing quotes or lists.
[[nodiscard]] qsizetype cellCount(QByteArrayView content);

/// The offset of the lines at the end of `source` that a line of dashes could still turn into a table head;
/// the end of `source` if they are too long for one.
[[nodiscard]] qsizetype openTableHead(QByteArrayView source);

/// A text with a blank line before each table that ends a paragraph, and after each table that a heading, a
/// fence, HTML or a display formula ends. On GitHub, a line of cells followed by a line of dashes with as
/// many cells ends the block above, and any other block ends a table; md4c needs the blank lines. The bars
/// before cells that are more than the dashes are overwritten, so that these cells are shown in the last one.
class SeparatedTables
{
public:
    /// No line before `from` is the head of a table.
    SeparatedTables(const QByteArray &source, qsizetype from);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// The leaf blocks of the text, with their offsets in the source.
    [[nodiscard]] QList<MarkdownLeaf> leaves() const;
    /// Converts an offset in the text to one in the source.
    [[nodiscard]] qsizetype inSource(qsizetype at) const;

private:
    struct Gap
    {
        qsizetype before = 0; ///< the source offset of the line after the gap
        QByteArray line;      ///< a blank line in the enclosing quotes
        QByteArray nesting;   ///< as in MarkdownLeaf
        bool ends = false;    ///< true after a table, false before one
        qsizetype shift = 0;  ///< the total length of the gaps up to and including this one
    };

    void repairRows();
    void repairRow(qsizetype begin, qsizetype end, qsizetype columns);
    void fillEmptyIn(qsizetype begin, qsizetype end);
    void joinSurplusIn(qsizetype begin, qsizetype end, qsizetype columns);
    void findGaps(const QByteArray &source, qsizetype from);
    [[nodiscard]] QList<Gap> gapsIn(
        const QList<MarkdownLeaf> &leaves, qsizetype from, const QList<qsizetype> &refused) const;
    [[nodiscard]] Gap gapBefore(qsizetype begin, const std::optional<MarkdownLeaf> &paragraph) const;
    [[nodiscard]] qsizetype endOfTable(const MarkdownLeaf &table, qsizetype from) const;
    [[nodiscard]] bool opensVerbatim(qsizetype begin, qsizetype end) const;
    [[nodiscard]] qsizetype headIn(
        const MarkdownLeaf &paragraph, qsizetype from, const QList<qsizetype> &refused) const;
    [[nodiscard]] bool isRight(const Gap &gap, const QList<MarkdownLeaf> &leaves) const;
    void insert(const QByteArray &source, const QList<Gap> &gaps);
    [[nodiscard]] qsizetype inText(qsizetype at) const;

    QByteArray m_text;
    QList<Gap> m_gaps;
};

} // namespace Parlance
