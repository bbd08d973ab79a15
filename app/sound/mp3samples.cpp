// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/miniaudiocode.h"
#include "sound/samplereader.h"

#include <algorithm>
#include <array>

namespace Parlance {

namespace {

/// As much as the decoder wants to see, to tell a frame from other bytes.
constexpr qsizetype Window = 16 * 1024;

constexpr qsizetype TagHead = 10;

/// The size of an ID3v2 tag, with its head; seven bits a byte count.
qsizetype tagSize(QByteArrayView bytes)
{
    qsizetype size = 0;
    for (const char byte : bytes.sliced(6, 4))
        size = size * 128 + (byte & 0x7f);
    return size + TagHead;
}

class Mp3Samples : public SampleReader
{
public:
    Mp3Samples() { ma_dr_mp3dec_init(&m_decoder); }

    [[nodiscard]] Samples feed(QByteArrayView bytes) override
    {
        m_bytes += bytes;
        skipTag();
        Samples samples;
        while (m_skip == 0 && m_hasBegun && m_bytes.size() - m_at >= Window && decode(Window, samples)) {
        }
        m_bytes = m_bytes.sliced(m_at);
        m_at = 0;
        return samples;
    }

    [[nodiscard]] Samples finish() override
    {
        m_isOver = true;
        Samples samples;
        while (m_at < m_bytes.size() && decode(std::min(Window, m_bytes.size() - m_at), samples)) {
        }
        m_bytes = {};
        return samples;
    }

    [[nodiscard]] std::optional<SampleFormat> format() const override { return m_format; }
    [[nodiscard]] bool isBroken() const override { return m_isOver && !m_format; }

private:
    /// A tag may hold a picture, in which frames could be found.
    void skipTag()
    {
        if (!m_hasBegun) {
            if (m_bytes.size() < TagHead)
                return;
            m_hasBegun = true;
            m_skip = m_bytes.startsWith("ID3") ? tagSize(m_bytes) : 0;
        }
        const qsizetype length = std::min(m_skip, m_bytes.size());
        m_bytes = m_bytes.sliced(length);
        m_skip -= length;
    }

    /// Returns false if no frame can be found.
    bool decode(qsizetype length, Samples &samples)
    {
        std::array<qint16, MA_DR_MP3_MAX_SAMPLES_PER_FRAME> frame{};
        ma_dr_mp3dec_frame_info info{};
        const int frames = ma_dr_mp3dec_decode_frame(&m_decoder,
            reinterpret_cast<const ma_uint8 *>(m_bytes.constData() + m_at), static_cast<int>(length),
            frame.data(), &info);
        m_at += info.frame_bytes;
        const SampleFormat format{.rate = info.hz, .channels = info.channels};
        if (frames > 0 && format == m_format.value_or(format)) {
            m_format = format;
            samples.insert(
                samples.end(), frame.begin(), frame.begin() + std::ptrdiff_t(frames) * info.channels);
        }
        return info.frame_bytes > 0;
    }

    ma_dr_mp3dec m_decoder{};
    QByteArray m_bytes;
    qsizetype m_at = 0;      ///< what of them was decoded
    qsizetype m_skip = 0;    ///< of the tag
    bool m_hasBegun = false; ///< and whether there is a tag is known
    bool m_isOver = false;
    std::optional<SampleFormat> m_format;
};

} // namespace

std::unique_ptr<SampleReader> mp3Samples()
{
    return std::make_unique<Mp3Samples>();
}

} // namespace Parlance
