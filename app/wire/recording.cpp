// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/recording.h"

#include <algorithm>
#include <iterator>

namespace Parlance {

namespace {

constexpr qsizetype SmallBytes = 4 * 1024;
/// A piece of this size is kept as it came.
constexpr qsizetype LargeBytes = 8 * 1024;

/// True for a large piece with little room to spare.
bool isWorthSharing(const QByteArray &bytes)
{
    return bytes.size() >= LargeBytes && bytes.capacity() <= bytes.size() + bytes.size() / 16;
}

/// Seven bits per byte, lowest first; all bytes except the last have the eighth bit set.
void appendNumber(QByteArray &bytes, quint64 number)
{
    for (; number >= 0x80; number >>= 7)
        bytes.append(static_cast<char>(number | 0x80));
    bytes.append(static_cast<char>(number));
}

quint64 takeNumber(const QByteArray &bytes, qsizetype &at)
{
    quint64 number = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = static_cast<quint8>(bytes.at(at++));
        number |= static_cast<quint64>(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
}

} // namespace

Recording::Piece Recording::Reader::next()
{
    const auto length = static_cast<qsizetype>(takeNumber(m_recording->m_index, m_index));
    m_at += Timing::Duration(takeNumber(m_recording->m_index, m_index));
    const QList<Block> &blocks = m_recording->m_blocks;
    while (m_offset >= blocks.at(m_block).offset + blocks.at(m_block).bytes.size())
        ++m_block;
    const Block &block = blocks.at(m_block);
    const Piece piece{.offset = m_offset,
        .bytes = QByteArrayView(block.bytes).sliced(m_offset - block.offset, length),
        .at = m_at};
    m_offset += length;
    return piece;
}

void Recording::append(const QByteArray &bytes, Timing::Duration at)
{
    if (isWorthSharing(bytes))
        share(bytes, at);
    else
        copy(bytes, at);
}

void Recording::share(const QByteArray &bytes, Timing::Duration at)
{
    squeezeLast();
    beginBlock(bytes);
    m_isLastShared = true;
    index(bytes.size(), at);
}

void Recording::copy(QByteArrayView bytes, Timing::Duration at)
{
    while (!bytes.isEmpty()) {
        if (m_blocks.isEmpty() || m_isLastShared || m_blocks.last().bytes.size() == BlockBytes)
            beginBlock({});
        m_isLastShared = false;
        QByteArray &block = m_blocks.last().bytes;
        const qsizetype length = std::min(bytes.size(), BlockBytes - block.size());
        if (block.capacity() < block.size() + length) // most answers are smaller than a block
            block.reserve(m_size + length <= SmallBytes ? SmallBytes : BlockBytes);
        block.append(bytes.first(length));
        index(length, at);
        bytes = bytes.sliced(length);
    }
}

void Recording::beginBlock(const QByteArray &bytes)
{
    if (!m_blocks.isEmpty())
        m_heldBefore += m_blocks.last().bytes.capacity();
    m_blocks.append({m_size, bytes});
}

void Recording::index(qsizetype length, Timing::Duration at)
{
    appendNumber(m_index, static_cast<quint64>(length));
    appendNumber(m_index, static_cast<quint64>(std::max(at - m_last, Timing::Duration(0)).count()));
    m_last = std::max(at, m_last);
    m_size += length;
}

void Recording::squeeze()
{
    squeezeLast();
    m_index.squeeze();
}

void Recording::squeezeLast()
{
    if (!m_blocks.isEmpty() && !m_isLastShared)
        m_blocks.last().bytes.squeeze();
}

void Recording::dropBody()
{
    m_blocks = {};
    m_heldBefore = 0;
    m_isLastShared = false;
    m_index = {};
    m_last = Timing::Duration(0);
    m_size = 0;
}

QByteArray Recording::body() const
{
    return bytes(0, m_size);
}

QByteArray Recording::bytes(qint64 offset, qint64 length) const
{
    QByteArray bytes;
    const qint64 until = std::min(offset + length, m_size);
    if (offset >= until)
        return bytes;
    bytes.reserve(until - offset);
    const auto after = std::ranges::upper_bound(m_blocks, offset, {}, &Block::offset);
    for (auto block = std::prev(after); offset < until; ++block) {
        const QByteArrayView part = QByteArrayView(block->bytes).sliced(offset - block->offset);
        bytes += part.first(std::min<qint64>(part.size(), until - offset));
        offset = block->offset + block->bytes.size();
    }
    return bytes;
}

qint64 Recording::heldBytes() const
{
    const qint64 last = m_blocks.isEmpty() ? 0 : m_blocks.last().bytes.capacity();
    return m_index.capacity() + m_heldBefore + last;
}

} // namespace Parlance
