// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownparser.h"

#include "markdown/friendlymarks.h"
#include "markdown/innerfences.h"
#include "markdown/markdownbuilder.h"
#include "markdown/markdownislands.h"
#include "markdown/markdownleaves.h"
#include "markdown/markdowntables.h"
#include "markdown/md4creader.h"

namespace Parlance {

namespace {

/// A quick check: false if no fence can be in another.
bool mayHaveInnerFences(const QByteArray &source)
{
    return source.contains("```m") || source.contains("~~~m") || source.contains("```M") ||
           source.contains("~~~M") || source.contains("``` m") || source.contains("~~~ m");
}

} // namespace

MarkdownParse parseMarkdown(const QByteArray &source, const MarkdownContext &context)
{
    // A line that continues a paragraph is not a table head.
    const qsizetype firstHead = context.prefix().size() + (context.continues ? 1 : 0);
    const QByteArray fenced = mayHaveInnerFences(source) ? withInnerFences(source) : source;
    const QByteArray text = withFriendlyMarks(fenced);
    SeparatedTables parsed(text, firstHead);
    MarkdownIslands islands;
    if (mayHaveIslands(source)) {
        islands = findIslands(fenced, parsed.leaves());
        parsed = SeparatedTables(withoutIslands(text, islands.found), firstHead);
    }
    MarkdownBuilder builder(source, parsed, islands, context);
    readMarkdown(parsed.text(), builder);
    MarkdownParse parse = builder.take();
    parse.islands = islands.found;
    parse.openFormula = islands.openAt;
    return parse;
}

} // namespace Parlance
