// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "wire/answerhead.h"
#include "wire/decompressor.h"

#include <vector>

namespace Parlance {

class Recording;

/// Undoes the codings of an answer's body (RFC 9110 8.4): gzip, deflate (also raw), br and zstd, also several
/// in a row. What a piece completes comes out with it; any split gives the same bytes.
///
/// Bytes beat labels: text under a label is taken as it is, and bytes that begin like gzip, zlib or zstd are
/// decompressed without a label, too. Other bytes without a label that are no text are a problem, unless
/// something else than text may come: sound, a picture, or what their type says is one.
///
/// A body may expand to 10 MiB or 200 times its size on the wire, at most to 256 MiB, through all codings:
/// one that goes on is a bomb.
class ContentDecoder
{
public:
    enum class Content { Text, Any };

    explicit ContentDecoder(const RawHeaders &headers, Content content = Content::Text);

    /// The plain bytes that these complete. None after a problem.
    [[nodiscard]] QByteArray feed(QByteArrayView bytes);
    /// The last plain bytes, when no more will come. A body that ends in the middle is a problem then.
    [[nodiscard]] QByteArray finish();

    /// True once the body is known to be plain: `feed()` would return what it takes.
    [[nodiscard]] bool isPlain() const { return m_layers.empty(); }
    /// True once bytes were decompressed.
    [[nodiscard]] bool hasDecompressed() const { return m_hasDecompressed; }
    /// Why the rest cannot be read, of kind Protocol: a coding that is not known, damage, a bomb, an early
    /// end.
    [[nodiscard]] const std::optional<ChatError> &problem() const { return m_problem; }

private:
    /// One coding. It is chosen when the first bytes are there.
    struct Layer
    {
        QByteArray label; ///< as told; empty for one that has none
        QByteArray begin; ///< kept until the form is known
        QByteArray form;  ///< what it was taken for, e.g. "gzip"
        std::unique_ptr<Decompressor> decompressor = {};
    };

    [[nodiscard]] QByteArray through(QByteArray bytes, bool isLast);
    [[nodiscard]] bool pass(Layer &layer, QByteArray &bytes, bool isLast);
    [[nodiscard]] bool choose(Layer &layer, bool isLast);
    [[nodiscard]] qint64 mostPlain() const;
    void fail(const QString &words);

    Content m_content;
    std::vector<Layer> m_layers; ///< the outermost first; those that turn out to be plain are removed
    qint64 m_size = 0;           ///< of the body so far, on the wire
    bool m_hasDecompressed = false;
    std::optional<ChatError> m_problem;
};

/// The recording with its body decompressed: each piece has what it completed, and its time. Its head and its
/// labels stay. The recording itself if nothing is compressed. What cannot be read is left out.
[[nodiscard]] Recording decompressed(const Recording &recording);

} // namespace Parlance
