// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/delta.h"

#include <functional>

namespace Parlance {

/// Reads the frames that differ from one before only in a string of text, without reading their JSON again.
///
/// Nearly all frames of a stream are that one: the same bytes around another piece of text. What a JSON
/// reader makes of such a frame is known from the one it was learnt from, but for the text. Whatever is
/// unusual (other bytes, an escape by number, broken UTF-8, no text) is left to the JSON reader, so the
/// result is the same.
class UsualFrame
{
public:
    /// What the JSON reader makes of a frame. It must depend on nothing that such a frame changes.
    using Decode = std::function<QList<Delta>(QByteArrayView frame)>;

    /// What the frame adds, if it is the usual one.
    [[nodiscard]] std::optional<Delta> decode(QByteArrayView frame);

    /// Takes a frame that was not the usual one, and has been decoded, for the usual one from now on, if it
    /// can be. Every frame must come here that `decode()` did not read.
    void learn(QByteArrayView frame, const Decode &decode);

private:
    [[nodiscard]] bool isAround(QByteArrayView frame) const;
    void tryOut(const QByteArray &before, const QByteArray &after, const Decode &decode);
    void forget();

    QByteArray m_before; ///< up to and with the quote that begins the text; empty while nothing is learnt
    QByteArray m_after;  ///< from the quote that ends it
    int m_choice = 0;
    QString Delta::*m_field = nullptr;
    bool m_wasUsed = false;
    int m_inVain = 0; ///< how many frames in a row were learnt without a second one of their kind
};

} // namespace Parlance
