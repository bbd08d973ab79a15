// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance::Demo {

/// A heading of a Markdown text and the text below it, up to the next heading.
struct MarkdownSection
{
    int level = 0; ///< 1 to 6; 0 for the text before the first heading
    QString heading;
    QString body;

    bool operator==(const MarkdownSection &) const = default;
};

/// Splits a text at its ATX headings (`## Heading`), ignoring `#` in fenced code.
[[nodiscard]] QList<MarkdownSection> markdownSections(const QString &text);

/// Splits a text at blank lines, but not inside fenced code, nor in lists before indented lines.
[[nodiscard]] QStringList markdownBlocks(const QString &text);

} // namespace Parlance::Demo
