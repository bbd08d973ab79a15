// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowncut.h"
#include "markdown/markdownimage.h"

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

/// How long things grow, in bytes, before the text is cut.
struct MarkdownLimits
{
    qsizetype piece = 512; ///< at every so manyth byte of the text, a cut between two blocks is looked for
    qsizetype paragraph = 4096; ///< a longer paragraph is cut between two of its words
    qsizetype open = 8192;      ///< whatever is longer is cut, even where a construct is open
};

/// A Markdown text that arrives in pieces. Only the end of the text is ever parsed again: what is before the
/// last cut is final and forgotten, so a piece costs the same at the beginning and after a million
/// characters. Until `finish()`, constructs that are open at the end are closed for display.
///
/// Any split of the text gives the same blocks in the end, because where it is cut depends on the text alone.
/// They are the blocks of the whole parsed at once, with the parts of what was cut inside marked as
/// `continues`, but for four things:
/// - a link whose definition comes only after its paragraph is final, or is more than a line, stays text;
/// - an underline (`===`) after a paragraph of many thousand characters makes a heading of its last part
/// only;
/// - a construct that has no end within `MarkdownLimits::open` has none: emphasis, a link, code or a formula
/// that
///   is open for so long is text, a line that long goes on as a part of its own, and lists that nest too deep
///   to be opened again, or a table whose head is too long for it, go on as a paragraph; so does a table
///   whose head of more than 256 bytes is the end of a paragraph that has to be cut;
/// - the data of an image is left out where the image has no end.
class MarkdownDocument
{
public:
    explicit MarkdownDocument(const MarkdownLimits &limits = {});

    void append(QStringView text);
    void finish();

    /// Parses what has been appended since, and says what changed since the last call.
    [[nodiscard]] MarkdownChange take();

    /// How much of the text is parsed again with the next piece, in bytes: never much more than
    /// `MarkdownLimits::open`, after `take()`.
    [[nodiscard]] qsizetype liveSize() const { return m_source.size(); }

private:
    [[nodiscard]] qsizetype prefixSize() const { return m_context.prefix().size(); }
    [[nodiscard]] qsizetype position() const { return m_begin + m_source.size() - prefixSize(); }
    [[nodiscard]] QList<MarkdownBlock> read();
    void endImage();
    [[nodiscard]] bool beginsImage(const MarkdownParse &parse);
    [[nodiscard]] QList<MarkdownBlock> cutAtCheckpoint();
    [[nodiscard]] std::optional<MarkdownCut> findCut(const QByteArray &source, MarkdownParse &parse) const;
    [[nodiscard]] std::optional<MarkdownCut> splitParagraph(
        const QByteArray &source, MarkdownParse &parse) const;
    [[nodiscard]] MarkdownCut splitAnywhere(MarkdownParse &parse) const;
    void collectDefinitions(qsizetype offset, const MarkdownParse &parse);
    void apply(const MarkdownCut &cut);

    MarkdownLimits m_limits;
    QStringEncoder m_toUtf8{QStringEncoder::Utf8};
    QByteArray m_arrived; ///< since the last `take()`
    MarkdownContext m_context;
    QByteArray m_source;                ///< the context's prefix and the live text
    std::optional<ImageIntake> m_image; ///< at the end of the live text there is data of an image
    qsizetype m_begin = 0;              ///< where the live text begins in the whole, in bytes
    qsizetype m_checkpoint = 0;         ///< where the next cut is looked for, in the whole
    QList<MarkdownBlock> m_live;
    qsizetype m_final = 0;
    bool m_finished = false;
};

} // namespace Parlance
