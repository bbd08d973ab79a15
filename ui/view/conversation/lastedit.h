// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>

namespace Parlance {

/// Where the last edit of a document began, so that only the lines from there on are repainted.
class LastEdit
{
public:
    /// The edit began in this block, which had no lines or is laid out otherwise.
    void note(const QTextBlock &block);
    /// The edit began at this position of the document, in a block that still has its former lines.
    void note(const QTextBlock &block, int position);
    /// The first line of the block to repaint, once it has its new lines; 0 if it is not the edited block.
    /// Later calls for the same edit return 0.
    [[nodiscard]] int takeFirstLine(const QTextBlock &block);

private:
    QTextBlock m_block;
    int m_line = 0;  ///< in which the edit began; 0 if all lines may have changed
    int m_start = 0; ///< where that line began, in the block
};

/// True for letters that neither overlap another line nor change the order of those before them, as letters
/// that are read from the right do.
[[nodiscard]] bool staysInLine(QStringView text);

} // namespace Parlance
