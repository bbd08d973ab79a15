// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "chat/reply.h"
#include "wire/recording.h"
#include "wire/splitkeys.h"
#include "wire/wirerequest.h"

#include <bitset>

namespace Parlance {

/// Masks keys in everything that leaves the program, by their value: wherever a server, a header or a user
/// has put one. Finds a key in plain text, percent-encoded, escaped in JSON (also partly), and in base64,
/// also inside encoded text. Replaces each of its characters or bytes by a mask character, so that every
/// offset stays valid.
///
/// Does not search for a key with fewer than `ShortestKey` characters: it would match ordinary words.
class Redaction
{
public:
    static constexpr qsizetype ShortestKey = 8;

    /// Masks this key from now on.
    void add(const Secret &key);

    /// Masks with •.
    [[nodiscard]] QString of(QString text) const;
    /// Masks with *, which is one byte in UTF-8.
    [[nodiscard]] QByteArray of(QByteArray bytes) const;
    [[nodiscard]] ChatRequest of(ChatRequest request) const;
    [[nodiscard]] Reply of(Reply reply) const;
    /// Replaces the secrets of key headers by a mask.
    [[nodiscard]] WireRequest of(WireRequest request) const;
    /// Also masks a key split over JSON strings at the same path in several lines or events.
    [[nodiscard]] Recording of(const Recording &recording) const;
    /// Finds the split keys of a recording that still grows; `ByteMask` belongs where they are.
    [[nodiscard]] SplitKeys splitKeys() const;
    static constexpr char ByteMask = '*';

private:
    /// The length of the longest needle at `begin`; 0 if there is none.
    template <typename View>
    [[nodiscard]] qsizetype lengthAt(View text, qsizetype begin) const;
    template <typename Text>
    void maskIn(Text &text, typename Text::value_type with) const;
    void mask(QList<Part> &parts) const;
    void maskTogether(const QList<QString *> &texts) const;
    void maskPieces(QByteArray &body) const;

    QList<QByteArray> m_needles;   ///< the keys, and their base64
    std::bitset<256> m_firstBytes; ///< the bytes with which a needle can begin, in any spelling
};

/// The mask for a key of this length in a text.
[[nodiscard]] QString keyMask(qsizetype length);

} // namespace Parlance
