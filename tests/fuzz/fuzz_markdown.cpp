// SPDX-License-Identifier: GPL-3.0-or-later
// Any text, in any pieces: the same blocks as in one piece, what is final stays, and the live text is
// bounded.
#include "target.h"

#include "markdown/markdowndocument.h"

#include <QDebug>
#include <QRandomGenerator>

#include <algorithm>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

QList<MarkdownBlock> streamed(const QString &text, quint32 seed, int longest, const MarkdownLimits &limits)
{
    // The live text, and a skeleton and definitions before it.
    const qsizetype bound = 2 * limits.open + 2 * limits.piece + 16 * 1024;
    QRandomGenerator random(seed);
    MarkdownDocument document(limits);
    QList<MarkdownBlock> blocks;
    qsizetype final = 0;
    const auto take = [&] {
        const MarkdownChange change = document.take();
        Fuzz::require(change.first >= final && change.final >= final, "a final block stays");
        final = change.final;
        blocks.resize(change.first);
        blocks += change.blocks;
        Fuzz::require(document.liveSize() < bound, "the live text is bounded");
    };
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype size = std::min<qsizetype>(1 + random.bounded(longest), text.size() - from);
        document.append(QStringView(text).sliced(from, size));
        from += size;
        take();
    }
    document.finish();
    take();
    Fuzz::require(final == blocks.size(), "all is final in the end");
    return blocks;
}

/// Says which block is the first that differs.
void requireSame(const QList<MarkdownBlock> &blocks, const QList<MarkdownBlock> &whole, const char *what)
{
    if (blocks == whole)
        return;
    const qsizetype place = std::ranges::mismatch(blocks, whole).in1 - blocks.begin();
    qWarning() << "block" << place << "is" << blocks.value(place) << "and should be" << whole.value(place);
    Fuzz::require(false, what);
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Fuzz::Input input(data, size);
    const qsizetype piece = 1 + input.takeByte();
    const MarkdownLimits limits{.piece = piece,
        .paragraph = piece * (1 + input.takeByte() % 8),
        .open = piece * (2 + input.takeByte() % 16)};
    const quint32 seed = input.takeByte();
    const QString text = QString::fromUtf8(input.rest());
    // Each piece parses the live text anew, so a long text gets longer ones.
    const int small = std::max(20, int(text.size() / 50));
    const QList<MarkdownBlock> whole = streamed(text, seed, int(text.size()) + 1, limits);
    requireSame(streamed(text, seed, small, limits), whole, "pieces give what the whole gives");
    requireSame(streamed(text, seed, 300, limits), whole, "large pieces give what the whole gives");
    // Where nothing is cut inside, no definition comes late and no image stays open, the cuts do not show at
    // all.
    if (!text.contains(u"]:"_s) && !text.contains(u";base64,"_s)) {
        const MarkdownLimits between{.piece = piece, .paragraph = text.size() * 4, .open = text.size() * 4};
        requireSame(streamed(text, seed, small, between), parseMarkdown(text.toUtf8()).blocks,
            "cuts between blocks do not show");
    }
    return 0;
}
