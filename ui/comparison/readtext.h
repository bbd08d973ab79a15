// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"

namespace Parlance {

/// Text as a reader sees it: the words of its Markdown without markup, and the ranges that have a style. A
/// link includes its target.
struct ReadText
{
    struct Look
    {
        qsizetype begin = 0;
        qsizetype length = 0;
        MarkdownStyles styles;

        bool operator==(const Look &) const = default;
    };

    QString text;
    QList<Look> looks = {}; ///< in order, not overlapping

    /// The text of `markdown`.
    [[nodiscard]] static ReadText of(const QString &markdown);
    /// Text that is code throughout.
    [[nodiscard]] static ReadText ofCode(const QString &code);
};

QDebug operator<<(QDebug debug, const ReadText::Look &look);

} // namespace Parlance
