// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/htmltags.h"
#include "markdown/markdownparser.h"
#include "markdown/safeplaces.h"
#include "markdown/sourcetext.h"

#include <md4c.h>

namespace Parlance {

/// Builds the flat blocks from md4c's callbacks, and the text of code and HTML; a derived class adds the
/// words.
class BlockBuilder
{
public:
    /// `parsed` is what md4c reads: the source with islands overwritten and tables separated.
    BlockBuilder(const QByteArray &source, const SeparatedTables &parsed, const MarkdownContext &context)
        : m_source(source)
        , m_text(source, parsed)
        , m_context(context)
        , m_prefix(context.prefix().size())
    {
    }

    void enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type);

    MarkdownParse take();

protected:
    struct Look
    {
        MarkdownStyles styles;
        QString link;
    };

    /// What ends with a block.
    struct Inline
    {
        HarmlessTags tags = {};
        bool inComment = false;
        bool afterFormula = false;  ///< the paragraph has a display formula or picture and no text after it
        SafePlaces safePlaces = {}; ///< of the block, or of a whole paragraph that is several blocks
    };

    void open(MarkdownBlock::Kind kind, int level = 0);
    void openInside(MarkdownBlock::Kind kind);
    void verbatim(QByteArrayView text);
    [[nodiscard]] QByteArrayView withoutSkeleton(QByteArrayView text);
    void noteText(qsizetype at);
    [[nodiscard]] MarkdownSpans &spans();
    void append(const QString &text);

    [[nodiscard]] MarkdownBlock &block() { return m_parse.blocks.last(); }
    [[nodiscard]] MarkdownOrigin &origin() { return m_parse.origins.last(); }
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] bool isInQuote() const { return m_nesting.endsWith('q') || m_nesting.endsWith('a'); }
    void makeQuoteAlert();
    /// True for the break that ends a line of the skeleton.
    [[nodiscard]] bool isSkeletonBreak() { return std::exchange(m_skipBreak, false); }

    const QByteArray &m_source;
    const SourceText m_text;
    const MarkdownContext &m_context;
    Look m_look;
    Inline m_inline;
    qsizetype m_written = 0; ///< counts the texts and pictures

private:
    struct OpenList
    {
        char delimiter = 0; ///< behind the numbers; 0 for bullets
        int next = 0;
        int last = -1; ///< the container of the last item
    };

    void openList(char delimiter, int start);
    void openItem(const MD_BLOCK_LI_DETAIL &detail);
    void pushContainer(MarkdownContainer container);
    void popContainer();
    void openCode(const MD_BLOCK_CODE_DETAIL &detail);
    void close();
    [[nodiscard]] bool beginsWithBracket() const;
    void closeMath();
    void noteContainers(qsizetype at);
    void takeNumber(qsizetype depth, int container, int written);
    void beginLine();

    qsizetype m_prefix;
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
    qsizetype m_indent = 0; ///< the columns of white space before the next text of a line of code
    qsizetype m_code = 0;   ///< the first block of the code
};

} // namespace Parlance
