// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/pictureanimation.h"

#include "view/base/picture.h"

namespace Parlance {

namespace {

/// Reads the blocks of a GIF (GIF89a, sections 17 to 26). Past its end every byte is 0, which is no block.
class GifBlocks
{
public:
    explicit GifBlocks(const QByteArray &bytes)
        : m_bytes(bytes)
    {
        m_at = 13 + colorsAt(10);
    }

    [[nodiscard]] bool hasSeveralFrames()
    {
        int frames = 0;
        while (frames < 2) {
            const uchar block = byteAt(m_at);
            if (block == Extension)
                m_at += 2;
            else if (block == Image)
                m_at += 11 + colorsAt(m_at + 9);
            else
                return false;
            frames += block == Image ? 1 : 0;
            skipData();
        }
        return true;
    }

private:
    static constexpr uchar Extension = 0x21;
    static constexpr uchar Image = 0x2C;

    [[nodiscard]] uchar byteAt(qsizetype at) const { return at < m_bytes.size() ? uchar(m_bytes.at(at)) : 0; }

    /// The bytes of the table of colours that the flags at this place announce.
    [[nodiscard]] qsizetype colorsAt(qsizetype at) const
    {
        const uchar flags = byteAt(at);
        return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
    }

    void skipData()
    {
        while (byteAt(m_at) != 0)
            m_at += 1 + byteAt(m_at);
        ++m_at;
    }

    const QByteArray &m_bytes;
    qsizetype m_at;
};

/// PNG (Third Edition), 11.3.6.1: the chunk stands before the first of the picture.
bool isAnimatedPng(const QByteArray &bytes)
{
    const qsizetype animation = bytes.indexOf("acTL");
    return animation >= 0 && animation < bytes.indexOf("IDAT");
}

/// RFC 9649, 2.7: the second flag of the extended header.
bool isAnimatedWebp(const QByteArray &bytes)
{
    return bytes.size() > 20 && bytes.sliced(12, 4) == "VP8X" && (bytes.at(20) & 2) != 0;
}

} // namespace

bool isAnimated(const QByteArray &bytes)
{
    const QByteArray format = pictureFormat(bytes);
    if (format == "gif")
        return GifBlocks(bytes).hasSeveralFrames();
    return format == "png" ? isAnimatedPng(bytes) : format == "webp" && isAnimatedWebp(bytes);
}

} // namespace Parlance
