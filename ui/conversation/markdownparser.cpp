// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation/markdownparser.h"

#include "ui/conversation/markdownbuilder.h"
#include "ui/conversation/markdownformulas.h"

#include <md4c.h>

namespace Parlance {

namespace {

MarkdownBuilder &builderOf(void *userdata)
{
    return *static_cast<MarkdownBuilder *>(userdata);
}

MD_PARSER callbacks()
{
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        builderOf(data).enterBlock(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        builderOf(data).leaveBlock(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        builderOf(data).enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE, void *, void *data) {
        builderOf(data).leaveSpan();
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        builderOf(data).text(type, QByteArrayView(text, qsizetype(size)));
        return 0;
    };
    return parser;
}

/// Where md4c finds lines of code and HTML, formulas being nothing to it.
QList<qsizetype> verbatimPlaces(const QByteArray &source)
{
    struct Places
    {
        const QByteArray &source;
        QList<qsizetype> found;
        bool verbatim = false;
    } places{.source = source, .found = {}};
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB;
    parser.enter_block = [](MD_BLOCKTYPE type, void *, void *data) {
        static_cast<Places *>(data)->verbatim = type == MD_BLOCK_CODE || type == MD_BLOCK_HTML;
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE, void *, void *) {
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE, void *, void *) {
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE, void *, void *) {
        return 0;
    };
    parser.text = [](MD_TEXTTYPE, const MD_CHAR *text, MD_SIZE, void *data) {
        auto &all = *static_cast<Places *>(data);
        const char *const begin = all.source.constData();
        if (all.verbatim && text >= begin && text < begin + all.source.size())
            all.found.append(text - begin);
        return 0;
    };
    md_parse(source.constData(), MD_SIZE(source.size()), &parser, &places);
    return places.found;
}

} // namespace

MarkdownParse parseMarkdown(const QByteArray &source, const MarkdownContext &context)
{
    static const MD_PARSER parser = callbacks();
    MarkdownFormulas formulas;
    QByteArray parsed = source;
    if (mayHaveFormulas(source)) {
        formulas = findFormulas(source, verbatimPlaces(source));
        parsed = withoutFormulas(source, formulas.found);
    }
    MarkdownBuilder builder(source, parsed, formulas, context);
    md_parse(parsed.constData(), MD_SIZE(parsed.size()), &parser, &builder);
    MarkdownParse parse = builder.take();
    parse.formulas = formulas.found;
    parse.openFormula = formulas.openAt;
    return parse;
}

} // namespace Parlance
