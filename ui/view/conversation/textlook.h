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
    int level = 0; ///< of a heading
    /// As in MarkdownBlock, plus 'r' for reasoning, and after a list item a '0' for each digit of its number
    /// beyond two.
    QByteArray nesting = {};
    bool first = false;     ///< the first of its code block, question, error or alert; the head of a table
    bool continues = false; ///< the continuation of a very long line
    bool folded = false;    ///< of a Fold: the reasoning below is hidden
    bool hidden = false;    ///< a comment, which is never shown
    int space = 0;          ///< above it, in pixels of the unzoomed view
    QString marker = {};
    MarkdownBlock::Task task = MarkdownBlock::Task::None;
    QString language = {};
    QString title = {};      ///< of code: shown instead of its language
    int turn = -1;           ///< the turn of the conversation that it belongs to
    QByteArray columns = {}; ///< of a row, for each: 'l', 'c', 'r', or 'd' where reading begins
    /// The direction of the words (directionOf()); as of its first letter if it has none that is read from
    /// the right.
    Qt::LayoutDirection direction = Qt::LayoutDirectionAuto;
    int group = 0;    ///< of a row or a line of code: the number of its table or code block
    int length = 0;   ///< of a deferred message, in characters
    QSize image = {}; ///< of a picture, in its own pixels; empty if it cannot be shown

    bool operator==(const BlockLook &) const = default;

    [[nodiscard]] static BlockLook of(const QTextBlockFormat &format);
    [[nodiscard]] static Kind kindOf(const QTextFormat &format);
    [[nodiscard]] static int groupOf(const QTextFormat &format);
    [[nodiscard]] static int turnOf(const QTextFormat &format);
    void store(QTextBlockFormat &format) const;
};

/// The type and the name under which the document stores the bytes of this group's picture.
constexpr int pictureResource = QTextDocument::UserResource;
[[nodiscard]] QUrl imageName(int group);

/// The object that stands in the document for a character that is not seen.
constexpr int signObject = QTextFormat::UserObject + 1;

/// A token of code beside those of KSyntaxHighlighting::Theme::TextStyle.
enum OwnToken {
    RemovedLine = 100,
    AddedLine,
    AnsiColor = 110, ///< and the seven after it: black, red, green, yellow, blue, magenta, cyan, white
};

/// What a run of text is.
struct RunLook
{
    enum class Role { Body, Quiet, Code, Error };

    Role role = Role::Body;
    MarkdownStyles styles = {};
    int token = 0;      ///< of code: KSyntaxHighlighting::Theme::TextStyle or OwnToken
    int level = 0;      ///< in a heading
    bool cell = false;  ///< in a table
    bool head = false;  ///< in a table's head
    bool emoji = false; ///< drawn with the colour font, so that a sequence is one sign
    bool added = false; ///< a mark of direction of the view's own, which is in no copy
    QString link = {};
    QString source = {}; ///< what U+FFFC or a keycap stands for, which is copied
    QString sign = {};   ///< of U+FFFC: what is drawn; nothing if it is empty

    bool operator==(const RunLook &) const = default;

    [[nodiscard]] static RunLook of(const QTextCharFormat &format);
    [[nodiscard]] static MarkdownStyles stylesOf(const QTextFormat &format);
    [[nodiscard]] static QString signOf(const QTextFormat &format);
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
