// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/bytepairs.h"

#include <QtEndian>

#include <bit>
#include <queue>

namespace Parlance {

namespace {

constexpr int TokenBits = 18;
constexpr std::uint64_t TokenMask = (1U << TokenBits) - 1;
constexpr std::uint64_t EmptySlot = ~std::uint64_t(0);
constexpr qsizetype Bytes = 256;
constexpr qsizetype Columns = 6;

std::uint64_t pairOf(std::uint64_t left, std::uint64_t right)
{
    return left << TokenBits | right;
}

} // namespace

std::optional<BytePairs> BytePairs::read(QByteArrayView file)
{
    const qsizetype count = (file.size() - Bytes) / Columns;
    if (count < 1 || file.size() != Bytes + count * Columns || Bytes + count > qsizetype(TokenMask))
        return {};
    BytePairs pairs;
    for (Token token = 0; token < Bytes; ++token)
        pairs.m_bytes.at(static_cast<quint8>(file.at(token))) = token;
    const auto size = std::bit_ceil(static_cast<std::size_t>(count) * 2);
    pairs.m_slots.assign(size, EmptySlot);
    pairs.m_shift = 64 - std::countr_zero(size);
    const auto column = [&](qsizetype which, qsizetype row) {
        return Token(static_cast<quint8>(file.at(Bytes + which * count + row)));
    };
    const auto part = [&](qsizetype first, qsizetype row) {
        return column(first, row) | column(first + 1, row) << 8 | column(first + 2, row) << 16;
    };
    for (qsizetype row = 0; row < count; ++row)
        pairs.add(part(0, row), part(3, row), static_cast<Token>(Bytes + row));
    return pairs;
}

std::size_t BytePairs::slotOf(std::uint64_t pair) const
{
    return static_cast<std::size_t>(pair * 0x9e3779b97f4a7c15 >> m_shift);
}

void BytePairs::add(Token left, Token right, Token merged)
{
    const std::uint64_t pair = pairOf(left, right);
    std::size_t slot = slotOf(pair);
    while (m_slots[slot] != EmptySlot)
        slot = (slot + 1) & (m_slots.size() - 1);
    m_slots[slot] = pair << TokenBits | merged;
}

BytePairs::Token BytePairs::merged(Token left, Token right) const
{
    const std::uint64_t pair = pairOf(left, right);
    for (std::size_t slot = slotOf(pair);; slot = (slot + 1) & (m_slots.size() - 1)) {
        if (m_slots[slot] == EmptySlot)
            return None;
        if (m_slots[slot] >> TokenBits == pair)
            return static_cast<Token>(m_slots[slot] & TokenMask);
    }
}

/// Merges bytes: a list of tokens, linked by index, and the possible merges, the next one first.
class Merging
{
public:
    Merging(const BytePairs &pairs, QByteArrayView bytes)
        : m_pairs(pairs)
        , m_left(bytes.size())
    {
        const auto size = static_cast<Index>(bytes.size());
        m_parts.reserve(size);
        for (Index i = 0; i < size; ++i) {
            const Token token = pairs.m_bytes.at(static_cast<quint8>(bytes.at(i)));
            m_parts.push_back({.token = token, .before = i - 1, .after = i + 1});
        }
        for (Index i = 0; i + 1 < size; ++i)
            offer(i);
    }

    [[nodiscard]] std::optional<qint64> run(const std::stop_token &stop)
    {
        for (int step = 0; !m_merges.empty(); ++step) {
            constexpr int stepsBetweenLooks = 4096;
            if (step % stepsBetweenLooks == 0 && stop.stop_requested())
                return {};
            const Merge next = m_merges.top();
            m_merges.pop();
            if (isPossible(next))
                merge(next);
        }
        return m_left;
    }

private:
    using Token = BytePairs::Token;
    using Index = std::uint32_t;
    struct Part
    {
        Token token; ///< `None` once it is part of the one before it
        Index before;
        Index after;
    };
    struct Merge
    {
        Token token;
        Index at;

        bool operator>(const Merge &other) const
        {
            return token != other.token ? token > other.token : at > other.at;
        }
    };

    void offer(Index at)
    {
        const Index after = m_parts[at].after;
        if (after >= m_parts.size())
            return;
        const Token token = m_pairs.merged(m_parts[at].token, m_parts[after].token);
        if (token != BytePairs::None)
            m_merges.push({.token = token, .at = at});
    }

    /// False for one whose parts have been merged otherwise since it was offered.
    [[nodiscard]] bool isPossible(const Merge &merge) const
    {
        const Part &part = m_parts[merge.at];
        return part.token != BytePairs::None && part.after < m_parts.size() &&
               m_pairs.merged(part.token, m_parts[part.after].token) == merge.token;
    }

    void merge(const Merge &merge)
    {
        Part &part = m_parts[merge.at];
        Part &gone = m_parts[part.after];
        part.token = merge.token;
        part.after = gone.after;
        gone.token = BytePairs::None;
        if (part.after < m_parts.size())
            m_parts[part.after].before = merge.at;
        --m_left;
        offer(merge.at);
        if (merge.at > 0)
            offer(part.before);
    }

    const BytePairs &m_pairs;
    std::vector<Part> m_parts;
    std::priority_queue<Merge, std::vector<Merge>, std::greater<>> m_merges;
    qint64 m_left; ///< the parts that are left
};

std::optional<qint64> BytePairs::count(QByteArrayView bytes, const std::stop_token &stop) const
{
    return bytes.size() < 2 ? bytes.size() : Merging(*this, bytes).run(stop);
}

} // namespace Parlance
