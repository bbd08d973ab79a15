// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"

#include <functional>

namespace Parlance {

/// Reads frames that differ from a learnt one only in a text string, without parsing their JSON.
///
/// In nearly all frames of a stream the bytes around the text are the same. The result for such a frame is
/// that of the learnt one with another text. Anything unusual (other bytes, numeric escapes, broken UTF-8, no
/// text) is left to the JSON reader, so the result is the same.
class FrameTemplate
{
public:
    /// Decodes a frame with the JSON reader. Must not depend on anything that such a frame changes.
    using Decode = std::function<QList<Delta>(QByteArrayView frame)>;

    /// The frame's content, if it matches the learnt frame.
    [[nodiscard]] std::optional<Delta> decode(QByteArrayView frame);

    /// Learns a frame that `decode()` did not read, if possible. Every such frame must be passed here after
    /// it was decoded.
    void learn(QByteArrayView frame, const Decode &decode);

private:
    [[nodiscard]] bool isAround(QByteArrayView frame) const;
    void tryOut(const QByteArray &before, const QByteArray &after, const Decode &decode);
    void forget();

    QByteArray m_before; ///< up to and including the quote before the text; empty while nothing is learnt
    QByteArray m_after;  ///< from the quote after the text on
    int m_choice = 0;
    QString Delta::*m_field = nullptr;
    bool m_wasUsed = false;
    int m_unmatched = 0; ///< how many frames in a row were learnt without a match
};

} // namespace Parlance
