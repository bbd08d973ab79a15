// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/miniaudioparts.h"
#include "sound/samplereader.h"

#include <memory>

namespace Parlance {

namespace {

constexpr size_t FramesAtATime = 64 * 1024;

class FlacSamples : public SampleReader
{
public:
    [[nodiscard]] Samples feed(QByteArrayView bytes) override
    {
        m_bytes += bytes;
        return {};
    }

    [[nodiscard]] Samples finish() override
    {
        if (!m_decoder && !m_isBroken)
            open();
        return m_decoder ? nextSamples() : Samples();
    }

    [[nodiscard]] std::optional<SampleFormat> format() const override { return m_format; }
    [[nodiscard]] bool isBroken() const override { return m_isBroken; }

private:
    struct Close
    {
        void operator()(ma_decoder *decoder) const
        {
            ma_decoder_uninit(decoder);
            delete decoder;
        }
    };

    void open()
    {
        ma_decoder_config config = ma_decoder_config_init(ma_format_s16, 0, 0);
        config.encodingFormat = ma_encoding_format_flac;
        auto decoder = std::make_unique<ma_decoder>();
        m_isBroken = ma_decoder_init_memory(m_bytes.constData(), static_cast<size_t>(m_bytes.size()), &config,
                         decoder.get()) != MA_SUCCESS;
        if (m_isBroken)
            return;
        m_decoder.reset(decoder.release());
        m_format = {.rate = static_cast<int>(m_decoder->outputSampleRate),
            .channels = static_cast<int>(m_decoder->outputChannels)};
    }

    [[nodiscard]] Samples nextSamples() const
    {
        Samples samples(FramesAtATime * m_decoder->outputChannels);
        ma_uint64 frames = 0;
        ma_decoder_read_pcm_frames(m_decoder.get(), samples.data(), FramesAtATime, &frames);
        samples.resize(frames * m_decoder->outputChannels);
        return samples;
    }

    QByteArray m_bytes; ///< outlives the decoder
    std::unique_ptr<ma_decoder, Close> m_decoder;
    std::optional<SampleFormat> m_format;
    bool m_isBroken = false;
};

} // namespace

std::unique_ptr<SampleReader> flacSamples()
{
    return std::make_unique<FlacSamples>();
}

} // namespace Parlance
