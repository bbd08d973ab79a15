// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/samplereader.h"
#include "sound/wavreader.h"

namespace Parlance {

namespace {

class WavSamples : public SampleReader
{
public:
    [[nodiscard]] Samples feed(QByteArrayView bytes) override { return samplesIn(m_wav.feed(bytes)); }
    [[nodiscard]] Samples finish() override { return samplesIn(m_wav.finish()); }
    [[nodiscard]] std::optional<SampleFormat> format() const override
    {
        return m_wav.format().transform([](const PcmFormat &format) { return format.samples; });
    }
    [[nodiscard]] bool isBroken() const override { return m_wav.fault().has_value(); }

private:
    [[nodiscard]] Samples samplesIn(const QByteArray &sound) const
    {
        return sound.isEmpty() ? Samples() : samplesOf(sound, *m_wav.format());
    }

    WavReader m_wav;
};

class RawSamples : public SampleReader
{
public:
    [[nodiscard]] Samples feed(QByteArrayView bytes) override { return m_pcm.feed(bytes); }
    [[nodiscard]] Samples finish() override { return {}; }
    [[nodiscard]] std::optional<SampleFormat> format() const override { return m_pcm.format(); }
    [[nodiscard]] bool isBroken() const override { return false; }

private:
    PcmReader m_pcm{PcmFormat()};
};

} // namespace

std::unique_ptr<SampleReader> wavSamples()
{
    return std::make_unique<WavSamples>();
}

std::unique_ptr<SampleReader> rawSamples()
{
    return std::make_unique<RawSamples>();
}

} // namespace Parlance
