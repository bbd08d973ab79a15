// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/miniaudioparts.h"
#include "sound/samplereader.h"
#include "sound/soundbuffer.h"

#include <algorithm>

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
        ma_decoder_config config = ma_decoder_config_init(ma_format_s16, 0, 0);
        config.encodingFormat = ma_encoding_format_flac;
        ma_decoder decoder;
        if (ma_decoder_init_memory(
                m_bytes.constData(), static_cast<size_t>(m_bytes.size()), &config, &decoder) != MA_SUCCESS) {
            m_isBroken = true;
            return {};
        }
        m_format = {.rate = static_cast<int>(decoder.outputSampleRate),
            .channels = static_cast<int>(decoder.outputChannels)};
        Samples samples = samplesIn(decoder);
        ma_decoder_uninit(&decoder);
        return samples;
    }

    [[nodiscard]] std::optional<SampleFormat> format() const override { return m_format; }
    [[nodiscard]] bool isBroken() const override { return m_isBroken; }

private:
    static Samples samplesIn(ma_decoder &decoder)
    {
        const size_t channels = decoder.outputChannels;
        Samples samples;
        while (samples.size() <= SoundBuffer::MostSamples) {
            const size_t before = samples.size();
            samples.resize(before + FramesAtATime * channels);
            ma_uint64 frames = 0;
            ma_decoder_read_pcm_frames(&decoder, samples.data() + before, FramesAtATime, &frames);
            samples.resize(before + frames * channels);
            if (frames == 0)
                break;
        }
        return samples;
    }

    QByteArray m_bytes;
    std::optional<SampleFormat> m_format;
    bool m_isBroken = false;
};

} // namespace

std::unique_ptr<SampleReader> flacSamples()
{
    return std::make_unique<FlacSamples>();
}

} // namespace Parlance
