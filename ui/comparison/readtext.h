// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"

namespace Parlance {

/// A text as it is read: its Markdown's words without their marks, and where they look another way than the
/// rest. A link says where it leads.
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
    QList<Look> looks = {}; ///< in order, and apart from each other

    /// The words of Markdown.
    [[nodiscard]] static ReadText of(const QString &markdown);
    /// All of it code.
    [[nodiscard]] static ReadText ofCode(const QString &code);
};

QDebug operator<<(QDebug debug, const ReadText::Look &look);

} // namespace Parlance
