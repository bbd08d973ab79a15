// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/conversation/markdowncut.h"

#include <QStringEncoder>

namespace Parlance {

/// What has changed in the blocks of a text: from block `first` on, they are now `blocks`. The blocks before
/// `final` (counted from the beginning of the text) never change again.
struct MarkdownChange
{
    qsizetype first = 0;
    QList<MarkdownBlock> blocks;
    qsizetype final = 0;

    bool operator==(const MarkdownChange &) const = default;
};

/// A Markdown text that arrives in pieces. Only the end of the text is ever parsed again: what is before the
/// last safe cut is final and forgotten, so a piece costs the same at the beginning and after a million
/// characters. Until `finish()`, constructs that are open at the end are closed for display. Any split of the
/// text gives the same blocks in the end, and the same as the whole parsed at once, but for two things: a
/// link whose definition comes only after its paragraph is final stays text, and an underline (`===`) after a
/// paragraph of many thousand characters makes a heading of its last part only.
class MarkdownDocument
{
public:
    /// `cutAt`: how many bytes of live text are let to gather before a cut is looked for.
    explicit MarkdownDocument(qsizetype cutAt = 1024);

    void append(QStringView text);
    void finish();

    /// Parses what has been appended since, and says what changed since the last call.
    [[nodiscard]] MarkdownChange take();

    /// How much of the text is parsed again with the next piece, in bytes.
    [[nodiscard]] qsizetype liveSize() const { return m_source.size(); }

private:
    void collectDefinitions(qsizetype offset, const MarkdownParse &parse);
    [[nodiscard]] std::optional<MarkdownCut> findCut(const QByteArray &shown, MarkdownParse &parse) const;
    [[nodiscard]] std::optional<MarkdownCut> splitParagraph(
        const QByteArray &shown, MarkdownParse &parse) const;
    void apply(const MarkdownCut &cut);

    qsizetype m_cutAt;
    QStringEncoder m_toUtf8{QStringEncoder::Utf8};
    MarkdownContext m_context;
    QByteArray m_source; ///< the context's prefix and the live text
    QList<MarkdownBlock> m_live;
    qsizetype m_final = 0;
    bool m_finished = false;
};

} // namespace Parlance
