// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QFlags>
#include <QList>
#include <QString>

namespace Parlance {

enum class MarkdownStyle {
    Bold = 0x1,
    Italic = 0x2,
    Strike = 0x4,
    Code = 0x8,
    Image = 0x10, ///< the text stands for an image; `link` is its address, which is never fetched
    Math = 0x20,  ///< a formula, as Unicode text
    Underline = 0x40,
    Marked = 0x80,   ///< as with a text marker
    Lowered = 0x100, ///< an index, in small letters
    Raised = 0x200,  ///< an exponent or the mark of a footnote
    Key = 0x400,     ///< a key of a keyboard
};
Q_DECLARE_FLAGS(MarkdownStyles, MarkdownStyle)
Q_DECLARE_OPERATORS_FOR_FLAGS(MarkdownStyles)

/// A run of text with one style. A line break is U+2028 inside a block, and U+200B U+2028 inside a table
/// cell.
struct MarkdownSpan
{
    QString text;
    MarkdownStyles styles;
    QString link; ///< as written, without the data of an image; empty if the text is no link

    bool operator==(const MarkdownSpan &) const = default;
};
using MarkdownSpans = QList<MarkdownSpan>;

/// One block of a text. Blocks are flat: `nesting` gives the lists and quotes around them, each line of code
/// and each table row is a block, so that any construct can grow without end and be cut anywhere. A display
/// formula is a block, even in the middle of a paragraph.
struct MarkdownBlock
{
    enum class Kind { Paragraph, Heading, Code, TableRow, Rule, Html, Math, Image };
    enum class Task { None, Open, Done };

    Kind kind = Kind::Paragraph;
    int level = 0;      ///< of a heading, 1 to 6
    QByteArray nesting; ///< the containers, outermost first: 'l' a list item, 'q' a quote, 'a' an alert
    QString marker;     ///< of a list item, on its first block: "•", "7." or "7)"
    Task task = Task::None;
    bool first = false;     ///< the first line of a code block, the header row of a table, an alert's title
    bool continues = false; ///< continues a very long block: no gap between it and the block before
    QString language;       ///< of code: the first word of its info string
    MarkdownSpans spans;    ///< of an image: its alternative text; none of HTML that is not shown
    QByteArray image;       ///< the bytes of an image as received, at most 8 MiB: PNG, JPEG, GIF or WebP
    QList<MarkdownSpans> cells; ///< of a table row
    QList<Qt::Alignment> alignments;

    bool operator==(const MarkdownBlock &) const = default;

    [[nodiscard]] QString text() const; ///< of spans or cells (separated by tabs)
};

QDebug operator<<(QDebug debug, const MarkdownSpan &span);
QDebug operator<<(QDebug debug, const MarkdownBlock &block);

} // namespace Parlance
