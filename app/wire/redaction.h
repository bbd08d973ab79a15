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

    Redaction() = default;
    /// Masks these keys.
    explicit Redaction(const QList<Secret> &keys);
    /// Masks this key from now on.
    void add(const Secret &key);

    /// Masks with •.
    [[nodiscard]] QString of(QString text) const;
    /// Masks with *, which is one byte in UTF-8.
    [[nodiscard]] QByteArray of(QByteArray bytes) const;
    [[nodiscard]] ChatRequest of(ChatRequest request) const;
    /// Also masks the beginning of a key before the … of a message that was cut.
    [[nodiscard]] ChatError of(ChatError error) const;
    [[nodiscard]] Reply of(Reply reply) const;
    /// Replaces the secrets of key headers, and of the address, by a mask.
    [[nodiscard]] WireRequest of(WireRequest request) const;
    /// Also masks a key split over JSON strings at the same path in several lines or events.
    [[nodiscard]] Recording of(const Recording &recording) const;
    /// Finds the split keys of a recording that still grows; `ByteMask` belongs where they are.
    [[nodiscard]] SplitKeys splitKeys() const;
    static constexpr char ByteMask = '*';

private:
    /// The units that spell a needle, or its beginning.
    struct Match
    {
        qsizetype length = 0;
        qsizetype bytes = 0; ///< of the needle
        bool isWhole = false;
    };

    template <typename View>
    [[nodiscard]] static Match matchAt(View text, qsizetype begin, QByteArrayView needle);
    /// The length of the longest needle at `begin`; 0 if there is none.
    template <typename View>
    [[nodiscard]] qsizetype lengthAt(View text, qsizetype begin) const;
    void maskCut(QString &text) const;
    template <typename Text>
    void maskIn(Text &text, typename Text::value_type with) const;
    void mask(QList<Part> &parts) const;
    void maskTogether(const QList<QString *> &texts) const;
    void maskPieces(QByteArray &body) const;

    QList<Secret> m_needles;       ///< the keys, and their base64
    std::bitset<256> m_firstBytes; ///< the bytes with which a needle can begin, in any spelling
};

/// The mask for a key of this length in a text.
[[nodiscard]] QString keyMask(qsizetype length);

} // namespace Parlance
