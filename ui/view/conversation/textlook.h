// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"

#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QTextDocument>
#include <QUrl>

namespace Parlance {

/// Before a U+2028 in a row: a line break within the cell.
constexpr QChar cellBreak{0x200B};

/// What a block of the conversation's document is, apart from its look. Stored in its format, so that a
/// change of theme or zoom needs only the document.
struct BlockLook
{
    enum class Kind {
        Paragraph,
        Heading,
        Code,
        Rule,
        Math,       ///< a displayed formula
        Image,      ///< a picture above its text
        Row,        ///< of a table, its cells separated by U+2028
        Question,   ///< the user's words
        Fold,       ///< "Thought for 1.2 s"
        Status,     ///< a short note after an answer
        Versions,   ///< the links to a message's other versions
        ErrorTitle, ///< what went wrong
        ErrorText,
        Deferred, ///< the placeholder of a message that is not written yet
    };

    Kind kind = Kind::Paragraph;
    int level = 0;           ///< of a heading
    QByteArray nesting = {}; ///< as in MarkdownBlock, plus 'r' for reasoning
    bool first = false;      ///< the first of its code block, question or error; the head of a table
    bool continues = false;  ///< the continuation of a very long line
    bool folded = false;     ///< of a Fold: the reasoning below is hidden
    int space = 0;           ///< above it, in pixels of the unzoomed view
    QString marker = {};
    MarkdownBlock::Task task = MarkdownBlock::Task::None;
    QString language = {};
    QString title = {};      ///< of code: shown instead of its language
    int turn = -1;           ///< the turn of the conversation that it belongs to
    QByteArray columns = {}; ///< of a row: 'l', 'c' or 'r' for each
    int group = 0;           ///< of a row or a line of code: the number of its table or code block
    int length = 0;          ///< of a deferred message, in characters
    QSize image = {};        ///< of a picture, in its own pixels; empty if it cannot be shown

    bool operator==(const BlockLook &) const = default;

    [[nodiscard]] static BlockLook of(const QTextFormat &format);
    [[nodiscard]] static Kind kindOf(const QTextFormat &format);
    [[nodiscard]] static int groupOf(const QTextFormat &format);
    [[nodiscard]] static int turnOf(const QTextFormat &format);
    void store(QTextFormat &format) const;
};

/// The type and the name under which the document stores the bytes of this group's picture.
constexpr int pictureResource = QTextDocument::UserResource;
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
