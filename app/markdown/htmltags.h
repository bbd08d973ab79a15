// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownblock.h"

#include <optional>

namespace Parlance {

/// A tag without attributes that only changes the look of words: <sub>, <sup>, <kbd>, <b>, <i>, <u>, <mark>
/// and the like.
struct HarmlessTag
{
    QByteArray name = {}; ///< in lower case
    bool closing = false;
    MarkdownStyles styles = {};
};

/// Nothing if the whole tag is not one of these.
[[nodiscard]] std::optional<HarmlessTag> harmlessTag(QByteArrayView tag);

/// Gives the text of a block or cell the styles of harmless tags. A tag is text until it is closed.
class HarmlessTags
{
public:
    void clear() { m_open.clear(); }
    [[nodiscard]] bool isOpen() const { return !m_open.isEmpty(); }
    /// Appends an opening tag; or styles the text since the tag that this one closes. Returns false if it is
    /// text.
    bool apply(const HarmlessTag &tag, const MarkdownSpan &asText, MarkdownSpans &spans);
    /// True if the last span is a tag, which text must not be appended to.
    [[nodiscard]] bool endsWithTag(const MarkdownSpans &spans) const
    {
        return !m_open.isEmpty() && m_open.last().span + 1 == spans.size();
    }

private:
    struct Open
    {
        HarmlessTag tag;
        qsizetype span; ///< the index of its text
    };
    QList<Open> m_open;
};

/// Joins neighbours with the same look.
void joinEqual(MarkdownSpans &spans);

/// The text of an HTML block without <details> and its comments, except those that never end, and with each
/// <summary> in bold on its own lines; none if nothing is left. Any other block is as written.
[[nodiscard]] MarkdownSpans shownHtml(const QString &html);

/// True for <br>, <br/>, <br /> and, as browsers read it, </br>.
[[nodiscard]] bool isLineBreakTag(QByteArrayView tag);

} // namespace Parlance
