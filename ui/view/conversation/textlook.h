// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"

#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QUrl>

namespace Parlance {

/// Before a U+2028 in a row: the line goes on in the same cell.
constexpr QChar cellBreak{0x200B};

/// What a block of the conversation's document is, apart from how it looks: kept in its format, so that a
/// change of theme or zoom needs nothing but the document.
struct BlockLook
{
    enum class Kind {
        Paragraph,
        Heading,
        Code,
        Rule,
        Math,       ///< a formula on display
        Image,      ///< a picture over its text
        Row,        ///< of a table, its cells split by U+2028
        Question,   ///< the user's words
        Fold,       ///< "Thought for 1.2 s"
        Status,     ///< a quiet word after an answer
        Versions,   ///< the way to a message's other versions
        ErrorTitle, ///< what went wrong
        ErrorText,
        Deferred, ///< the empty place of a message that is written when it comes near the screen
    };

    Kind kind = Kind::Paragraph;
    int level = 0;           ///< of a heading
    QByteArray nesting = {}; ///< as in MarkdownBlock, and 'r' for reasoning
    bool first = false;      ///< the first of its code block, question or error; the head of a table
    bool continues = false;  ///< a further part of a very long line
    bool folded = false;     ///< of a Fold: the reasoning below is hidden
    int space = 0;           ///< above it, in pixels of the unzoomed view
    QString marker = {};
    MarkdownBlock::Task task = MarkdownBlock::Task::None;
    QString language = {};
    QString title = {};      ///< of code: shown instead of its language
    int turn = -1;           ///< which turn of the conversation it belongs to
    QByteArray columns = {}; ///< of a row: 'l', 'c' or 'r' for each
    int group = 0;           ///< of a row or a line of code: a number for all that belong to the same
    int length = 0;          ///< of a deferred message, in characters
    QSize image = {}; ///< of a picture that could be read; the picture is the document's, by `imageName()`

    bool operator==(const BlockLook &) const = default;

    [[nodiscard]] static BlockLook of(const QTextFormat &format);
    [[nodiscard]] static Kind kindOf(const QTextFormat &format);
    [[nodiscard]] static int groupOf(const QTextFormat &format);
    [[nodiscard]] static int turnOf(const QTextFormat &format);
    void store(QTextFormat &format) const;
};

/// The name by which the document keeps the picture of a block of that group.
[[nodiscard]] QUrl imageName(int group);

/// What a run of text is.
struct RunLook
{
    enum class Role { Body, Quiet, Code, Error };

    Role role = Role::Body;
    MarkdownStyles styles = {};
    int token = 0;     ///< of code: KSyntaxHighlighting::Theme::TextStyle
    int level = 0;     ///< in a heading
    bool cell = false; ///< in a table
    bool head = false; ///< in a table's head
    QString link = {};

    bool operator==(const RunLook &) const = default;

    [[nodiscard]] static RunLook of(const QTextCharFormat &format);
    [[nodiscard]] static MarkdownStyles stylesOf(const QTextCharFormat &format);
    void store(QTextCharFormat &format) const;
};

/// A run as it goes into the document.
struct Run
{
    QString text;
    RunLook look;

    bool operator==(const Run &) const = default;
};

} // namespace Parlance
