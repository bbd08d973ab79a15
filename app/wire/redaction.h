// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "chat/reply.h"
#include "wire/recording.h"
#include "wire/wirerequest.h"

namespace Parlance {

/// Takes keys out of what leaves the program, by their value: wherever a server, a header or a user has put
/// one. A key is found as it is, percent-coded, escaped in JSON (also where only some of its characters are),
/// and in base64, also as a part of what is coded. Each of its characters or bytes is replaced by one of a
/// mask, so that every offset stays true.
///
/// A key of less than `ShortestKey` characters is not searched for: it would be found in ordinary words.
class Redaction
{
public:
    static constexpr qsizetype ShortestKey = 8;

    /// This key is secret from now on.
    void add(const Secret &key);

    /// Masked with •.
    [[nodiscard]] QString of(QString text) const;
    /// Masked with *, which is one byte in UTF-8.
    [[nodiscard]] QByteArray of(QByteArray bytes) const;
    [[nodiscard]] ChatRequest of(ChatRequest request) const;
    [[nodiscard]] Reply of(Reply reply) const;
    /// Its key headers hold a mask in the place of their secret.
    [[nodiscard]] WireRequest of(WireRequest request) const;
    /// Also a key that comes in pieces, in JSON strings at the same place of several lines or events.
    [[nodiscard]] Recording of(const Recording &recording) const;

private:
    struct Needle
    {
        QByteArray bytes;
        bool isCoded = false; ///< it is base64: spelled in one way only
    };
    /// The length of the longest needle that stands at `begin`; 0 if none does.
    template <typename View>
    [[nodiscard]] qsizetype lengthAt(View text, qsizetype begin) const;
    template <typename Text>
    void maskIn(Text &text, typename Text::value_type with) const;
    void mask(QList<Part> &parts) const;
    void maskPieces(QByteArray &body) const;

    QList<Needle> m_needles;
};

/// What stands in the place of a key of this length in a text.
[[nodiscard]] QString keyMask(qsizetype length);

} // namespace Parlance
