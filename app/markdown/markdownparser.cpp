// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownparser.h"

#include "markdown/markdownbuilder.h"
#include "markdown/markdownformulas.h"
#include "markdown/markdownleaves.h"
#include "markdown/markdowntables.h"
#include "markdown/md4creader.h"

namespace Parlance {

MarkdownParse parseMarkdown(const QByteArray &source, const MarkdownContext &context)
{
    // A line that continues a paragraph is not a table head.
    const qsizetype firstHead = context.prefix().size() + (context.continues ? 1 : 0);
    SeparatedTables parsed(source, firstHead);
    MarkdownFormulas formulas;
    if (mayHaveFormulas(source)) {
        formulas = findFormulas(source, parsed.leaves());
        parsed = SeparatedTables(withoutFormulas(source, formulas.found), firstHead);
    }
    MarkdownBuilder builder(source, parsed, formulas, context);
    readMarkdown(parsed.text(), builder);
    MarkdownParse parse = builder.take();
    parse.formulas = formulas.found;
    parse.openFormula = formulas.openAt;
    return parse;
}

} // namespace Parlance
