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
    Image = 0x10, ///< the text stands for a picture; `link` names it, and nothing fetches it
    Math = 0x20,  ///< a formula, as Unicode text
};
Q_DECLARE_FLAGS(MarkdownStyles, MarkdownStyle)
Q_DECLARE_OPERATORS_FOR_FLAGS(MarkdownStyles)

/// A run of text of one look. A line break inside a block is U+2028, inside the cell of a table U+200B
/// U+2028.
struct MarkdownSpan
{
    QString text;
    MarkdownStyles styles;
    QString link; ///< as written, the data of an image left out; empty if the text is no link

    bool operator==(const MarkdownSpan &) const = default;
};
using MarkdownSpans = QList<MarkdownSpan>;

/// One block of a text, flat: lists and quotes are told by `nesting`, a code block is one block a line and a
/// table one block a row, so that any of them can grow without end and still be cut anywhere. A formula on
/// display is a block, also in the midst of a paragraph.
struct MarkdownBlock
{
    enum class Kind { Paragraph, Heading, Code, TableRow, Rule, Html, Math, Image };
    enum class Task { None, Open, Done };

    Kind kind = Kind::Paragraph;
    int level = 0;      ///< of a heading, 1 to 6
    QByteArray nesting; ///< what it stands in, from the outside: 'l' a list item, 'q' a quote
    QString marker;     ///< of a list item, on its first block: "•" or "7."
    Task task = Task::None;
    bool first = false;     ///< the first line of a code block, the header row of a table
    bool continues = false; ///< the further part of a very long block: nothing between it and the one before
    QString language;       ///< of code, the first word of its info string
    MarkdownSpans spans;    ///< of an image, the text that stands for it
    QByteArray image;       ///< the bytes of an image, at most 8 MiB, as they came: PNG, JPEG, GIF or WebP
    QList<MarkdownSpans> cells; ///< of a table row
    QList<Qt::Alignment> alignments;

    bool operator==(const MarkdownBlock &) const = default;

    [[nodiscard]] QString text() const; ///< of spans or cells (split by tabs)
};

QDebug operator<<(QDebug debug, const MarkdownSpan &span);
QDebug operator<<(QDebug debug, const MarkdownBlock &block);

} // namespace Parlance
