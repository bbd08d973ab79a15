// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/htmltags.h"
#include "markdown/markdownparser.h"
#include "markdown/safeplaces.h"
#include "markdown/sourcetext.h"

#include <md4c.h>

namespace Parlance {

/// Builds the flat blocks from md4c's callbacks.
class MarkdownBuilder
{
public:
    /// `parsed` is what md4c reads: the source with islands overwritten and tables separated.
    MarkdownBuilder(const QByteArray &source, const SeparatedTables &parsed, const MarkdownIslands &islands,
        const MarkdownContext &context)
        : m_source(source)
        , m_text(source, parsed)
        , m_openHead(openTableHead(source))
        , m_islands(islands.found)
        , m_openFormula(islands.openAt)
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

    struct Image
    {
        QString target;
        qsizetype place = -1; ///< of the target in the source
        qsizetype span = 0;   ///< the index of its first span in the block
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
    void closeMath();
    void closeHtml();
    [[nodiscard]] QByteArrayView withoutSkeleton(QByteArrayView text);
    void noteText(qsizetype at);
    void noteContainers(qsizetype at);
    void noteSafePlaces(QByteArrayView text);
    void beginLine();
    void verbatim(QByteArrayView text);
    void html(QByteArrayView text);
    void plainText(MD_TEXTTYPE type, QByteArrayView text);
    void appendIsland(const MarkdownIsland &island);
    void appendFormula(const MarkdownIsland &formula);
    bool appendAlert(QByteArrayView text);
    void openFormula();
    void openInside(MarkdownBlock::Kind kind);
    void afterFormula(QByteArrayView &text);
    void takeImageOut();
    [[nodiscard]] MarkdownSpans &spans();
    void append(const QString &text);
    [[nodiscard]] QString lineBreak() const;
    [[nodiscard]] QString shown(MD_TEXTTYPE type, QByteArrayView text) const;

    MarkdownBlock &block() { return m_parse.blocks.last(); }

    const QByteArray &m_source;
    const SourceText m_text;
    qsizetype m_openHead;
    const QList<MarkdownIsland> &m_islands;
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
    bool m_inComment = false;
    qsizetype m_indent = 0; ///< the columns of white space before the next text of a line of code
    qsizetype m_code = 0;   ///< the first block of the code
    HarmlessTags m_tags;
    SafePlaces m_safePlaces;     ///< of the block, or of a whole paragraph that is several blocks
    bool m_afterFormula = false; ///< the paragraph has a display formula or picture and no text after it
    Image m_image;               ///< the last one that began
    Look m_look;
    QList<Look> m_outer; ///< of the enclosing spans
};

} // namespace Parlance
