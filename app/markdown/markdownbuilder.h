// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/blockbuilder.h"
#include "markdown/markdownislands.h"
#include "markdown/markdowntables.h"

namespace Parlance {

/// Builds the flat blocks with their words from md4c's callbacks.
class MarkdownBuilder : public BlockBuilder
{
public:
    MarkdownBuilder(const QByteArray &source, const SeparatedTables &parsed, const MarkdownIslands &islands,
        const MarkdownContext &context)
        : BlockBuilder(source, parsed, context)
        , m_openHead(openTableHead(source))
        , m_islands(islands.found)
        , m_openFormula(islands.openAt)
    {
    }

    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan();
    void text(MD_TEXTTYPE type, QByteArrayView text);

private:
    struct Image
    {
        QString target;
        qsizetype place = -1; ///< of the target in the source
        qsizetype span = 0;   ///< the index of its first span in the block
    };

    struct Outer
    {
        Look look = {};
        qsizetype written = 0; ///< m_written where the span begins
    };

    void noteSafePlaces(QByteArrayView text);
    void html(QByteArrayView text);
    void plainText(MD_TEXTTYPE type, QByteArrayView text);
    void appendIsland(const MarkdownIsland &island);
    void appendFormula(const MarkdownIsland &formula);
    bool appendAlert(QByteArrayView text);
    void openFormula();
    void afterFormula(QByteArrayView &text);
    bool takeImageOut();
    void appendTarget(bool isImage);
    [[nodiscard]] QString lineBreak();
    [[nodiscard]] QString shown(MD_TEXTTYPE type, QByteArrayView text);

    qsizetype m_openHead;
    const QList<MarkdownIsland> &m_islands;
    qsizetype m_openFormula;
    Image m_image;        ///< the last one that began
    QList<Outer> m_outer; ///< of the enclosing spans
};

} // namespace Parlance
