// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/markdownblocks.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

/// Tracks whether lines, passed in order, belong to fenced code.
class FenceTracker
{
public:
    bool isCode(const QString &line)
    {
        const QString text = line.trimmed();
        if (m_fence.isEmpty()) {
            m_fence = opening(text);
            return !m_fence.isEmpty();
        }
        if (text.startsWith(m_fence) && text.count(m_fence.at(0)) == text.size())
            m_fence.clear();
        return true;
    }

private:
    static QString opening(const QString &text)
    {
        if (!text.startsWith("```"_L1) && !text.startsWith("~~~"_L1))
            return {};
        qsizetype length = 0;
        while (length < text.size() && text.at(length) == text.at(0))
            ++length;
        return text.first(length);
    }

    QString m_fence;
};

/// The level of a heading line; 0 for other lines.
int headingLevel(const QString &line)
{
    int level = 0;
    while (level < line.size() && line.at(level) == u'#')
        ++level;
    return level <= 6 && level < line.size() && line.at(level) == u' ' ? level : 0;
}

bool isIndented(const QString &line)
{
    return line.startsWith("  "_L1);
}

} // namespace

QList<MarkdownSection> markdownSections(const QString &text)
{
    QList<MarkdownSection> sections(1);
    FenceTracker fence;
    for (const QString &line : text.split(u'\n')) {
        const int level = fence.isCode(line) ? 0 : headingLevel(line);
        if (level > 0)
            sections.append({.level = level, .heading = line.sliced(level).trimmed(), .body = {}});
        else
            sections.last().body += line + u'\n';
    }
    for (MarkdownSection &section : sections)
        section.body = section.body.trimmed();
    if (sections.constFirst().body.isEmpty())
        sections.removeFirst();
    return sections;
}

QStringList markdownBlocks(const QString &text)
{
    QStringList blocks;
    FenceTracker fence;
    bool open = false;
    for (const QString &line : text.split(u'\n')) {
        const bool code = fence.isCode(line);
        const bool blank = !code && line.trimmed().isEmpty();
        if (!blank && !open && (blocks.isEmpty() || !isIndented(line)))
            blocks.append(line);
        else if (!blank)
            blocks.last() += (open ? u"\n"_s : u"\n\n"_s) + line;
        open = !blank;
    }
    return blocks;
}

} // namespace Parlance::Demo
