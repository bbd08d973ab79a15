// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownparser.h"
#include "markdown/safeplaces.h"
#include "markdown/sourcetext.h"

#include <md4c.h>

namespace Parlance {

/// Builds the flat blocks from md4c's callbacks.
class MarkdownBuilder
{
public:
    /// `parsed` is what md4c reads: the source with formulas overwritten and tables separated.
    MarkdownBuilder(const QByteArray &source, const SeparatedTables &parsed, const MarkdownFormulas &formulas,
        const MarkdownContext &context)
        : m_source(source)
        , m_text(source, parsed)
        , m_openHead(openTableHead(source))
        , m_formulas(formulas.found)
        , m_openFormula(formulas.openAt)
        , m_prefix(context.prefix().size())
        , m_context(context)
    {
    }

    void enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan();
    void text(MD_TEXTTYPE type, QByteArrayView text);

    MarkdownParse take();

private:
    struct OpenList
    {
        bool ordered = false;
        int next = 0;
        int last = -1; ///< the container of the last item
    };

    struct Look
    {
        MarkdownStyles styles;
        QString link;
    };

    void openList(bool ordered, int start);
    void openItem(const MD_BLOCK_LI_DETAIL &detail);
    void pushContainer(MarkdownContainer container);
    void popContainer();
    void open(MarkdownBlock::Kind kind, int level = 0);
    void openCode(const MD_BLOCK_CODE_DETAIL &detail);
    void close();
    [[nodiscard]] QByteArrayView withoutSkeleton(QByteArrayView text);
    void noteText(qsizetype at);
    void noteContainers(qsizetype at);
    void noteSafePlaces(QByteArrayView text);
    void verbatim(QByteArrayView text);
    void plainText(MD_TEXTTYPE type, QByteArrayView text);
    void appendFormula(const MarkdownFormula &formula);
    void openFormula();
    void openInside(MarkdownBlock::Kind kind);
    void afterFormula(QByteArrayView &text);
    void noteImage();
    void append(const QString &text);
    [[nodiscard]] QString lineBreak() const;
    [[nodiscard]] QString shown(MD_TEXTTYPE type, QByteArrayView text) const;

    MarkdownBlock &block() { return m_parse.blocks.last(); }

    const QByteArray &m_source;
    const SourceText m_text;
    qsizetype m_openHead;
    const QList<MarkdownFormula> &m_formulas;
    qsizetype m_openFormula;
    qsizetype m_prefix;
    const MarkdownContext &m_context;
    MarkdownParse m_parse;
    QByteArray m_nesting;
    QList<OpenList> m_lists;
    int m_container = -1;
    QString m_marker;
    MarkdownBlock::Task m_task = MarkdownBlock::Task::None;
    bool m_open = false;
    bool m_lineEnded = false; ///< a line of code has ended; the next text begins a new line
    bool m_skipBreak = false; ///< the line that ends next belongs to the skeleton
    bool m_inHead = false;
    SafePlaces m_safePlaces;     ///< of the block, or of a whole paragraph that is several blocks
    bool m_afterFormula = false; ///< the paragraph has a display formula and no text after it
    QStringList m_images;        ///< the targets of the block's images
    Look m_look;
    QList<Look> m_outer; ///< of the enclosing spans
};

} // namespace Parlance
