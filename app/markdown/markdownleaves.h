// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Parlance {

/// A leaf block as md4c finds it.
struct MarkdownLeaf
{
    enum class Kind {
        Text, ///< a paragraph or heading
        Code,
        Html,
        Table,
    };
    Kind kind = Kind::Text;
    QByteArray nesting = {}; ///< 'q' for each enclosing quote, 'l' for each list item
    qsizetype begin = -1;    ///< offset of its first text
    qsizetype end = -1;      ///< offset after its last text
};

/// The leaves of a text that have any text, in order.
[[nodiscard]] QList<MarkdownLeaf> leavesOf(const QByteArray &source);

} // namespace Parlance
