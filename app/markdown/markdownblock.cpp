// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownblock.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString textOf(const MarkdownSpans &spans)
{
    QString text;
    for (const MarkdownSpan &span : spans)
        text += span.text;
    return text;
}

const char *nameOf(MarkdownBlock::Kind kind)
{
    static constexpr const char *names[] = {
        "Paragraph", "Heading", "Code", "TableRow", "Rule", "Html", "Math", "Image"};
    return names[static_cast<int>(kind)];
}

} // namespace

QString MarkdownBlock::text() const
{
    if (kind != Kind::TableRow)
        return textOf(spans);
    QStringList texts;
    for (const MarkdownSpans &cell : cells)
        texts += textOf(cell);
    return texts.join(u'\t');
}

QDebug operator<<(QDebug debug, const MarkdownSpan &span)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << span.text;
    if (span.styles)
        debug << '/' << span.styles.toInt();
    if (!span.link.isEmpty())
        debug << "->" << span.link;
    return debug;
}

QDebug operator<<(QDebug debug, const MarkdownBlock &block)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << nameOf(block.kind) << block.level << ' ' << block.nesting.constData() << ' '
                    << block.marker << (block.first ? " first" : "") << (block.continues ? " continues" : "");
    if (!block.language.isEmpty())
        debug << ' ' << block.language;
    if (block.task != MarkdownBlock::Task::None)
        debug << (block.task == MarkdownBlock::Task::Done ? " [x]" : " [ ]");
    if (!block.image.isEmpty())
        debug << ' ' << block.image.size() << " bytes " << qHash(block.image);
    return debug << ' ' << block.spans << block.cells;
}

} // namespace Parlance
