// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance::Demo {

/// A heading of a Markdown text and what stands below it, up to the next heading.
struct MarkdownSection
{
    int level = 0; ///< 1 to 6; 0 for what stands before the first heading
    QString heading;
    QString body;

    bool operator==(const MarkdownSection &) const = default;
};

/// Cuts a text at its ATX headings (`## Heading`); a `#` inside fenced code is no heading.
[[nodiscard]] QList<MarkdownSection> markdownSections(const QString &text);

/// Cuts a text at its blank lines, but keeps fenced code, and lists with blank lines before indented lines,
/// whole.
[[nodiscard]] QStringList markdownBlocks(const QString &text);

} // namespace Parlance::Demo
