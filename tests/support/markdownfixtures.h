// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowndocument.h"

#include <QFile>
#include <QList>

namespace Parlance {

struct MarkdownFixture
{
    QByteArray name;
    QString text;
};

/// The texts of tests/data/markdown.txt; a line `=== name` begins each.
inline QList<MarkdownFixture> markdownFixtures()
{
    QFile file(QStringLiteral(PARLANCE_TEST_DATA "/markdown.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/data/markdown.txt cannot be read");
    QList<MarkdownFixture> fixtures;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.startsWith("=== "))
            fixtures.append({line.sliced(4).trimmed(), QString()});
        else
            fixtures.last().text += QString::fromUtf8(line);
    }
    return fixtures;
}

inline void applyChange(QList<MarkdownBlock> &blocks, const MarkdownChange &change)
{
    blocks.resize(change.first);
    blocks += change.blocks;
}

/// The blocks with split paragraphs joined.
inline QList<MarkdownBlock> joined(const QList<MarkdownBlock> &parts)
{
    QList<MarkdownBlock> blocks;
    for (const MarkdownBlock &part : parts) {
        if (!part.continues) {
            blocks.append(part);
            continue;
        }
        MarkdownSpans spans = part.spans;
        MarkdownSpans &target = blocks.last().spans;
        if (!spans.isEmpty() && target.last().styles == spans.first().styles &&
            target.last().link == spans.first().link)
            target.last().text += spans.takeFirst().text;
        target += spans;
    }
    return blocks;
}

} // namespace Parlance
