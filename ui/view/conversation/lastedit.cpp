// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/lastedit.h"

#include <QTextLayout>

#include <algorithm>
#include <utility>

namespace Parlance {

void LastEdit::note(const QTextBlock &block)
{
    m_block = block;
    m_line = 0;
}

void LastEdit::note(const QTextBlock &block, int position)
{
    note(block);
    // The character before stays in place; its line may be broken differently now.
    const int kept = std::max(0, position - block.position() - 1);
    const QTextLine line = block.layout()->lineForTextPosition(kept);
    if (!line.isValid())
        return;
    m_line = line.lineNumber();
    m_start = line.textStart();
}

int LastEdit::takeFirstLine(const QTextBlock &block)
{
    const int line = block == m_block ? std::exchange(m_line, 0) : 0;
    const QTextLayout *layout = block.layout();
    if (line <= 0 || line >= layout->lineCount())
        return 0;
    const bool staysAbove = layout->lineAt(line).textStart() == m_start;
    const QString text = block.text().sliced(layout->lineAt(line - 1).textStart());
    return staysAbove && staysInLine(text) ? line : std::max(0, line - 2);
}

bool staysInLine(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c < u'\u0300'; });
}

} // namespace Parlance
