// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowncut.h"
#include "markdown/markdownimage.h"

#include <QStringEncoder>

namespace Parlance {

/// A change in the blocks of a text: `blocks` replace all blocks from `first` on. The blocks before `final`
/// (counted from the beginning of the text) do not change again.
struct MarkdownChange
{
    qsizetype first = 0;
    QList<MarkdownBlock> blocks;
    qsizetype final = 0;

    bool operator==(const MarkdownChange &) const = default;
};

/// The lengths, in bytes, at which the text is cut.
struct MarkdownLimits
{
    qsizetype piece = 512;      ///< how many bytes apart cuts between two blocks are looked for
    qsizetype paragraph = 4096; ///< a longer paragraph is cut between two words
    qsizetype open = 8192;      ///< anything longer is cut, even inside an open construct
};

/// A Markdown text that arrives in pieces. Only the end of the text is parsed again: the text before the last
/// cut is final and forgotten, so a piece costs the same at the beginning and after a million characters.
/// Until `finish()`, constructs open at the end are closed for display.
///
/// Any split of the text gives the same blocks in the end, because the cuts depend on the text alone. They
/// are the blocks of the whole text parsed at once, with the continuations of cut blocks marked as
/// `continues`, with these exceptions:
/// - A link stays text if its definition comes after its paragraph is final, or has more than one line.
/// - An underline (`===`) after a paragraph of many thousand characters makes only its last part a heading.
/// - A construct without an end within `MarkdownLimits::open` is not recognised: emphasis, a link, code, a
///   comment or a formula stays text, a line continues as another part, and lists nested too deep to be
///   opened again, or a table whose head is too long for it, continue as a paragraph; so does a table whose
///   head has more than 256 bytes and ends a paragraph that must be cut.
/// - The data of an image without an end is left out.
class MarkdownDocument
{
public:
    explicit MarkdownDocument(const MarkdownLimits &limits = {});

    void append(QStringView text);
    void finish();
    /// Ends the text in its midst: what is open stays closed for display, unless that leaves out words.
    void breakOff() { m_broken = true; }

    /// Parses the text appended since the last call and returns the changes.
    [[nodiscard]] MarkdownChange take();

    /// How many bytes will be parsed again with the next piece; after `take()` little more than
    /// `MarkdownLimits::open` at most.
    [[nodiscard]] qsizetype liveSize() const { return m_source.size(); }

private:
    [[nodiscard]] qsizetype prefixSize() const { return m_context.prefix().size(); }
    [[nodiscard]] qsizetype position() const { return m_begin + m_source.size() - prefixSize(); }
    [[nodiscard]] QList<MarkdownBlock> read();
    [[nodiscard]] QByteArray shown() const;
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
    QByteArray m_source;                ///< the prefix of the context and the live text
    std::optional<ImageIntake> m_image; ///< set while the live text ends with an image's data
    qsizetype m_begin = 0;              ///< the offset of the live text in the whole text, in bytes
    qsizetype m_checkpoint = 0;         ///< the offset in the whole text where the next cut is looked for
    QList<MarkdownBlock> m_live;
    qsizetype m_final = 0;
    bool m_finished = false;
    bool m_broken = false;
};

} // namespace Parlance
