// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/textstyle.h"

#include "view/conversation/emoji.h"

#include <KSyntaxHighlighting/Theme>

#include <QFontDatabase>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = BlockLook::Kind;

struct HeadingSize
{
    int size;
    int line;
};
constexpr std::array<HeadingSize, 7> headings{
    {{14, 22}, {20, 28}, {17, 26}, {16, 24}, {14, 22}, {14, 22}, {14, 22}}};

/// The part of a line's height that a compact one has.
constexpr qreal compactLine = 0.88;

int lineHeightOf(const BlockLook &look)
{
    switch (look.kind) {
    case Kind::Heading:
        return headings.at(size_t(look.level)).line;
    case Kind::Code:
        return Measure::codeLine;
    case Kind::Row:
        return Measure::tableLine;
    case Kind::Rule:
        return 1;
    default:
        return Measure::bodyLine;
    }
}

bool isBox(Kind kind)
{
    return kind == Kind::Code || kind == Kind::Question || kind == Kind::ErrorTitle ||
           kind == Kind::ErrorText;
}

int paddingAbove(const BlockLook &look)
{
    if (!look.first)
        return 0;
    switch (look.kind) {
    case Kind::Code:
        return Measure::codeHeader + Measure::codePadding;
    case Kind::Question:
        return Measure::questionPadding;
    case Kind::ErrorTitle:
        return Measure::errorPadding;
    default:
        return 0;
    }
}

int gapBetween(const BlockLook &before, const BlockLook &next)
{
    if (next.kind == Kind::Question)
        return next.first ? 32 : 0; // room for what can be done with the answer
    if (next.kind == Kind::Versions)
        return 4;
    if (before.kind == Kind::Question || next.kind == Kind::ErrorTitle)
        return 16;
    const bool continues = (next.kind == Kind::Code || next.kind == Kind::Row) && !next.first;
    if (next.kind == Kind::ErrorText || continues)
        return 0;
    if (next.kind == Kind::Heading)
        return before.kind == Kind::Fold || before.kind == Kind::Heading ? 10 : 20;
    if (before.kind == Kind::Heading || before.kind == Kind::Fold)
        return 8;
    if (before.kind == Kind::Rule || next.kind == Kind::Rule)
        return 16;
    const bool items = before.nesting.contains('l') && !next.marker.isEmpty();
    return items && next.kind == Kind::Paragraph && before.kind == Kind::Paragraph ? 4 : 12;
}

} // namespace

namespace Measure {

int paddingBelow(BlockLook::Kind kind)
{
    switch (kind) {
    case Kind::Code:
        return codePadding;
    case Kind::Question:
        return questionPadding + 2;
    case Kind::ErrorTitle:
    case Kind::ErrorText:
        return errorPadding + 2;
    default:
        return 0;
    }
}

int spaceBetween(const BlockLook &before, const BlockLook &next)
{
    const bool sameBox =
        isBox(before.kind) && !next.first &&
        (next.kind == before.kind || (before.kind == Kind::ErrorTitle && next.kind == Kind::ErrorText));
    return gapBetween(before, next) + (sameBox ? 0 : paddingBelow(before.kind) + paddingAbove(next));
}

} // namespace Measure

TextStyle::TextStyle(const Theme &theme, const QFont &font, qreal zoom, bool isCompact)
    : m_theme(theme)
    , m_zoom(zoom)
    , m_isCompact(isCompact)
    , m_body(font)
    , m_code(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
    m_body.setPixelSize(qRound(px(Measure::bodySize)));
    m_code.setPixelSize(qRound(px(Measure::codeSize)));
    m_code.setStyleHint(QFont::Monospace);
}

QFont TextStyle::labelFont() const
{
    QFont font = m_body;
    font.setPixelSize(qRound(px(12)));
    return font;
}

void TextStyle::loadCodeFont() const
{
    QFontMetricsF(blockCharFormat({.kind = BlockLook::Kind::Code}).font()).horizontalAdvance(u' ');
}

int TextStyle::indentOf(QByteArrayView nesting)
{
    int indent = 0;
    for (const char c : nesting)
        indent += c == 'l' ? Measure::listIndent : c == '0' ? Measure::digit : Measure::quoteIndent;
    return indent;
}

QTextBlockFormat TextStyle::blockFormat(const BlockLook &look) const
{
    QTextBlockFormat format;
    look.store(format);
    const int padding = isBox(look.kind) ? Measure::boxPadding : 0;
    const qreal line = px(lineHeightOf(look)) * (m_isCompact ? compactLine : 1);
    format.setLineHeight(std::max(1.0, line), QTextBlockFormat::FixedHeight);
    if (look.space != 0)
        format.setTopMargin(px(look.space));
    const int more = look.kind == Kind::Fold   ? Measure::fold
                     : look.kind == Kind::Math ? Measure::listIndent
                                               : padding;
    const bool mirrored = look.direction == Qt::RightToLeft;
    if (const int begin = indentOf(look.nesting) + more; begin != 0)
        mirrored ? format.setRightMargin(px(begin)) : format.setLeftMargin(px(begin));
    if (padding != 0)
        mirrored ? format.setLeftMargin(px(padding)) : format.setRightMargin(px(padding));
    if (look.kind == Kind::Code)
        format.setLayoutDirection(Qt::LeftToRight);
    return format;
}

QTextCharFormat TextStyle::blockCharFormat(const BlockLook &look) const
{
    RunLook run;
    run.role = look.kind == Kind::Code ? RunLook::Role::Code : RunLook::Role::Body;
    run.cell = look.kind == Kind::Row;
    QTextCharFormat format = runFormat(run);
    if (look.kind == Kind::Rule)
        format.setProperty(QTextFormat::FontPixelSize, 1);
    return format;
}

QTextCharFormat TextStyle::runFormat(const RunLook &look) const
{
    if (!look.link.isEmpty() || !look.source.isEmpty())
        return makeRunFormat(look);
    const quint64 key = quint64(look.role) | quint64(look.styles.toInt()) << 4 | quint64(look.token) << 20 |
                        quint64(look.level) << 28 | quint64(look.cell) << 32 | quint64(look.head) << 33 |
                        quint64(look.emoji) << 34 | quint64(look.added) << 35;
    auto it = m_formats.find(key);
    if (it == m_formats.end())
        it = m_formats.insert(key, makeRunFormat(look));
    return *it;
}

QTextCharFormat TextStyle::makeRunFormat(const RunLook &look) const
{
    QTextCharFormat format;
    look.store(format);
    const bool mono =
        look.role == RunLook::Role::Code || (look.styles & (MarkdownStyle::Code | MarkdownStyle::Key));
    qreal size = look.level > 0 ? headings.at(size_t(look.level)).size
                 : look.cell    ? Measure::tableSize
                                : Measure::bodySize;
    if (mono) {
        format.setFontFamilies(m_code.families());
        format.setFontFixedPitch(true);
        size -= Measure::bodySize - Measure::codeSize;
    }
    // The colour font goes before the fonts for text, of which some have parts of a sequence.
    if (look.emoji && !emojiFamilies().isEmpty())
        format.setFontFamilies(emojiFamilies() + (mono ? m_code : m_body).families());
    if (look.styles & (MarkdownStyle::Lowered | MarkdownStyle::Raised))
        format.setVerticalAlignment(look.styles & MarkdownStyle::Raised ? QTextCharFormat::AlignSuperScript
                                                                        : QTextCharFormat::AlignSubScript);
    if (const int pixels = qRound(px(size)); pixels != m_body.pixelSize())
        format.setProperty(QTextFormat::FontPixelSize, pixels);
    if (look.level > 0 || look.head || (look.styles & MarkdownStyle::Bold))
        format.setFontWeight(QFont::DemiBold);
    if (look.styles & MarkdownStyle::Italic)
        format.setFontItalic(true);
    if (look.styles & MarkdownStyle::Strike)
        format.setFontStrikeOut(true);
    if (look.styles & MarkdownStyle::Underline)
        format.setFontUnderline(true);
    if (look.styles & MarkdownStyle::Marked)
        format.setBackground(markColor());
    if (!look.link.isEmpty())
        format.setForeground(m_theme.accent);
    else if (look.role == RunLook::Role::Quiet)
        format.setForeground(m_theme.secondaryText);
    else if (look.role == RunLook::Role::Error)
        format.setForeground(m_theme.error);
    else if (look.token != 0)
        format.setForeground(tokenColor(look.token));
    return format;
}

QColor TextStyle::markColor() const
{
    return m_theme.dark ? QColor(u"#453A0D"_s) : QColor(u"#FFF0A8"_s);
}

/// The eight colours of a terminal, with a contrast of at least 4.5 to 1 on the code's background.
QColor TextStyle::ansiColor(int index) const
{
    static constexpr std::array<std::pair<QRgb, QRgb>, 8> colors{
        {{0x3A4252, 0x9AA4B5}, {0xB42318, 0xFF8A80}, {0x17713F, 0x7FD6A2}, {0x8A5A00, 0xF2B880},
            {0x0B57C2, 0x82B4FF}, {0x7B3FD4, 0xC8A5FF}, {0x0E6F7C, 0x7FD3DE}, {0x5B6472, 0xD5DAE2}}};
    const auto [light, dark] = colors.at(size_t(index));
    return QColor::fromRgb(m_theme.dark ? dark : light);
}

/// Our colours for code: five, each with a contrast of at least 4.5 to 1 on the code's background.
QColor TextStyle::tokenColor(int token) const
{
    using Token = KSyntaxHighlighting::Theme;
    const bool dark = m_theme.dark;
    if (token >= RemovedLine)
        return ansiColor(token == RemovedLine ? 1 : token == AddedLine ? 2 : token - AnsiColor);
    switch (static_cast<KSyntaxHighlighting::Theme::TextStyle>(token)) {
    case Token::Keyword:
    case Token::ControlFlow:
    case Token::Import:
    case Token::Preprocessor:
        return dark ? QColor(u"#C8A5FF"_s) : QColor(u"#7B3FD4"_s);
    case Token::Function:
    case Token::BuiltIn:
    case Token::Extension:
    case Token::Attribute:
        return dark ? QColor(u"#82B4FF"_s) : QColor(u"#0B57C2"_s);
    case Token::String:
    case Token::VerbatimString:
    case Token::SpecialString:
    case Token::Char:
    case Token::SpecialChar:
        return dark ? QColor(u"#7FD6A2"_s) : QColor(u"#17713F"_s);
    case Token::Comment:
    case Token::Documentation:
    case Token::Annotation:
    case Token::CommentVar:
    case Token::RegionMarker:
        return dark ? QColor(u"#8B95A7"_s) : QColor(u"#667085"_s);
    case Token::DecVal:
    case Token::BaseN:
    case Token::Float:
    case Token::Constant:
    case Token::DataType:
        return dark ? QColor(u"#F2B880"_s) : QColor(u"#A04A00"_s);
    default:
        return m_theme.text;
    }
}

void TextStyle::restyle(QTextDocument &document) const
{
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    document.setDefaultFont(m_body);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const BlockLook look = BlockLook::of(block.blockFormat());
        cursor.setPosition(block.position());
        cursor.setBlockFormat(blockFormat(look));
        cursor.setBlockCharFormat(blockCharFormat(look));
        QList<std::pair<int, int>> runs;
        for (auto it = block.begin(); !it.atEnd(); ++it)
            runs.append({it.fragment().position(), it.fragment().length()});
        for (const auto &[position, length] : runs) {
            cursor.setPosition(position);
            cursor.setPosition(position + length, QTextCursor::KeepAnchor);
            cursor.setCharFormat(runFormat(RunLook::of(cursor.charFormat())));
        }
    }
    cursor.endEditBlock();
}

} // namespace Parlance
