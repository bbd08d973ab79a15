// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/recording.h"

#include <algorithm>

namespace Parlance {

namespace {

constexpr qsizetype SmallBytes = 4 * 1024;

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
    const QByteArray &block = m_recording->m_blocks.at(m_offset / BlockBytes);
    const Piece piece{
        .offset = m_offset, .bytes = QByteArrayView(block).sliced(m_offset % BlockBytes, length), .at = m_at};
    m_offset += length;
    return piece;
}

void Recording::append(QByteArrayView bytes, Timing::Duration at)
{
    while (!bytes.isEmpty()) {
        const qsizetype within = m_size % BlockBytes;
        if (within == 0)
            m_blocks.append(QByteArray());
        const qsizetype length = std::min(bytes.size(), BlockBytes - within);
        QByteArray &block = m_blocks.last();
        if (block.capacity() < within + length) // most answers are smaller than a block
            block.reserve(m_size + length <= SmallBytes ? SmallBytes : BlockBytes);
        block.append(bytes.first(length));
        index(length, at);
        bytes = bytes.sliced(length);
    }
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
    if (!m_blocks.isEmpty())
        m_blocks.last().squeeze();
    m_index.squeeze();
}

void Recording::dropBody()
{
    m_blocks = {};
    m_index = {};
    m_last = Timing::Duration(0);
    m_size = 0;
}

QByteArray Recording::body() const
{
    return m_blocks.join();
}

QByteArray Recording::bytes(qint64 offset, qint64 length) const
{
    QByteArray bytes;
    if (offset >= m_size)
        return bytes;
    for (qsizetype block = offset / BlockBytes; block < m_blocks.size() && bytes.size() < length; ++block) {
        const qsizetype from = bytes.isEmpty() ? offset % BlockBytes : 0;
        bytes += QByteArrayView(m_blocks.at(block))
                     .sliced(from)
                     .first(std::min<qint64>(length - bytes.size(), m_blocks.at(block).size() - from));
    }
    return bytes;
}

/// All blocks but the last are as large as the first: to look at each would touch all of a large body.
qint64 Recording::heldBytes() const
{
    if (m_blocks.isEmpty())
        return m_index.capacity();
    const qsizetype full = m_blocks.size() - 1;
    return m_index.capacity() + full * m_blocks.first().capacity() + m_blocks.last().capacity();
}

} // namespace Parlance
