// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/theme.h"
#include "view/conversation/textlook.h"

#include <QFont>
#include <QHash>

class QTextDocument;

namespace Parlance {

/// Converts blocks and runs to formats: fonts, colours and margins, all lengths scaled by the zoom.
class TextStyle
{
public:
    /// A compact style has less space between lines.
    TextStyle(const Theme &theme, const QFont &font, qreal zoom = 1, bool isCompact = false);

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] qreal zoom() const { return m_zoom; }
    [[nodiscard]] bool isCompact() const { return m_isCompact; }
    [[nodiscard]] qreal px(qreal pixels) const { return pixels * m_zoom; }

    [[nodiscard]] QFont bodyFont() const { return m_body; }
    [[nodiscard]] QFont labelFont() const;
    /// The first call in the process takes a few milliseconds, so that the first code need not.
    void loadCodeFont() const;
    [[nodiscard]] QTextBlockFormat blockFormat(const BlockLook &look) const;
    [[nodiscard]] QTextCharFormat runFormat(const RunLook &look) const;
    [[nodiscard]] QTextCharFormat blockCharFormat(const BlockLook &look) const;

    /// Where a block's text begins, in unzoomed pixels from the edge of the text column where reading begins.
    [[nodiscard]] static int indentOf(QByteArrayView nesting);

    /// Applies this style's formats to every block and run of the document.
    void restyle(QTextDocument &document) const;

    /// Behind marked and found words; all text can be read on it.
    [[nodiscard]] QColor markColor() const;

private:
    [[nodiscard]] QTextCharFormat makeRunFormat(const RunLook &look) const;
    [[nodiscard]] QColor tokenColor(int token) const;
    [[nodiscard]] QColor ansiColor(int index) const;

    Theme m_theme;
    qreal m_zoom;
    bool m_isCompact;
    QFont m_body;
    QFont m_code;
    mutable QHash<quint64, QTextCharFormat> m_formats;
};

/// The dimensions of the conversation, in unzoomed pixels.
namespace Measure {
constexpr int bodySize = 14;
constexpr int bodyLine = 22;
constexpr int codeSize = 13;
constexpr int codeLine = 20;
constexpr int tableSize = 13;
constexpr int tableLine = 20;
constexpr int cellPadding = 6;
constexpr int boxPadding = 12;  ///< left and right of text in a box
constexpr int codeHeader = 30;  ///< the bar with the language
constexpr int codePadding = 10; ///< above the first line of code and below the last
constexpr int questionPadding = 8;
constexpr int errorPadding = 10;
constexpr int listIndent = 22;
constexpr int quoteIndent = 16;
constexpr int digit = 9; ///< more indentation of an item for a digit of its number beyond two
constexpr int fold = 14; ///< left of the line that folds, for its triangle
constexpr int radius = 9;
constexpr int highestImage = 480;
constexpr int imageGap = 4; ///< between a picture and its text

/// The space above a block that follows another.
[[nodiscard]] int spaceBetween(const BlockLook &before, const BlockLook &next);
/// The padding of a box below its last line, at the end of the document.
[[nodiscard]] int paddingBelow(BlockLook::Kind kind);
} // namespace Measure

} // namespace Parlance
