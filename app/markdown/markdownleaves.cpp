// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownleaves.h"

#include "markdown/md4creader.h"

namespace Parlance {

namespace {

using Kind = MarkdownLeaf::Kind;

Kind kindOf(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_CODE:
        return Kind::Code;
    case MD_BLOCK_HTML:
        return Kind::Html;
    case MD_BLOCK_TABLE:
        return Kind::Table;
    default:
        return Kind::Text;
    }
}

class LeafReader
{
public:
    explicit LeafReader(const QByteArray &source)
        : m_source(source)
    {
    }

    void enterBlock(MD_BLOCKTYPE type, void *)
    {
        if (m_leaf.kind == Kind::Table)
            return;
        finish();
        if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
            m_nesting += type == MD_BLOCK_QUOTE ? 'q' : 'l';
        m_leaf.kind = kindOf(type);
    }

    void leaveBlock(MD_BLOCKTYPE type)
    {
        if (m_leaf.kind == Kind::Table && type != MD_BLOCK_TABLE)
            return;
        finish();
        if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
            m_nesting.chop(1);
    }

    void enterSpan(MD_SPANTYPE, void *) {}
    void leaveSpan() {}

    void text(MD_TEXTTYPE, QByteArrayView text)
    {
        const qsizetype at = text.data() - m_source.constData();
        if (at < 0 || at >= m_source.size())
            return;
        if (m_leaf.begin < 0)
            m_leaf.begin = at;
        m_leaf.end = at + text.size();
    }

    [[nodiscard]] QList<MarkdownLeaf> take() { return std::move(m_leaves); }

private:
    void finish()
    {
        m_leaf.nesting = m_nesting;
        if (m_leaf.begin >= 0)
            m_leaves.append(m_leaf);
        m_leaf = {};
    }

    const QByteArray &m_source;
    QByteArray m_nesting;
    MarkdownLeaf m_leaf;
    QList<MarkdownLeaf> m_leaves;
};

} // namespace

QList<MarkdownLeaf> leavesOf(const QByteArray &source)
{
    LeafReader reader(source);
    readMarkdown(source, reader);
    return reader.take();
}

} // namespace Parlance
