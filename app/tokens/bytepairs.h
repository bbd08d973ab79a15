// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace Parlance {

/// The merges of a vocabulary. A token is a byte, or two tokens that are merged; its number says how early
/// it is merged. Any number of threads may count with one at the same time.
class BytePairs
{
public:
    /// Reads a file of `resources/tokens`, unpacked (see tests/tools/tokens.mjs); empty if it is no such
    /// file.
    [[nodiscard]] static std::optional<BytePairs> read(QByteArrayView file);

    /// The number of tokens that these bytes merge to: the earliest merge first, of equal ones the leftmost.
    /// Takes n log n steps for n bytes. Empty if stopped.
    [[nodiscard]] std::optional<qint64> count(QByteArrayView bytes, const std::stop_token &stop = {}) const;

private:
    using Token = std::uint32_t;
    static constexpr Token None = 0xffffffff;

    BytePairs() = default;
    void add(Token left, Token right, Token merged);
    [[nodiscard]] Token merged(Token left, Token right) const;
    [[nodiscard]] std::size_t slotOf(std::uint64_t pair) const;

    std::array<Token, 256> m_bytes{};   ///< the token of each byte
    std::vector<std::uint64_t> m_slots; ///< an open hash table: left, right and merged token, each of 18 bits
    int m_shift = 0;

    friend class Merging;
};

} // namespace Parlance
