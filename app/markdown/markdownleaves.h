// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace Parlance {

/// A block of text as md4c sees it, before anything is made of it.
struct MarkdownLeaf
{
    enum class Kind {
        Text,     ///< a paragraph or heading
        Verbatim, ///< code or HTML
        Table,
    };
    Kind kind = Kind::Text;
    QByteArray nesting = {}; ///< 'q' for each quote around it, 'l' for each list item
    qsizetype begin = -1;    ///< offset of its first text
    qsizetype end = -1;      ///< offset after its last text
};

/// The leaves of a text that have any text, in order.
[[nodiscard]] QList<MarkdownLeaf> leavesOf(const QByteArray &source);

} // namespace Parlance
