// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, as an audio file and as the answer of a transcription: the same at any split, and a repaired
// WAV file is right.
#include "target.h"

#include "sound/sounddecoder.h"
#include "sound/wavreader.h"
#include "wire/endpoints/transcriptreader.h"

#include <QRandomGenerator>

using namespace Parlance;

namespace {

/// The lengths of the pieces that bytes come in; all at once for 0.
class Pieces
{
public:
    explicit Pieces(quint32 seed)
        : m_random(seed)
        , m_isWhole(seed == 0)
    {
    }

    template <typename Reader>
    void feed(Reader &reader, QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const qsizetype length = m_isWhole ? bytes.size() : 1 + m_random.bounded(60);
            reader.feed(bytes.first(std::min(length, bytes.size())));
            bytes = bytes.sliced(std::min(length, bytes.size()));
        }
        reader.finish();
    }

private:
    QRandomGenerator m_random;
    bool m_isWhole;
};

Samples samplesIn(QByteArrayView bytes, quint32 seed)
{
    SoundDecoder decoder;
    Pieces(seed).feed(decoder, bytes);
    Samples samples;
    const std::shared_ptr<const SoundBuffer> sound = decoder.sound();
    for (qint64 frame = 0; sound && frame < sound->frames(); ++frame) {
        for (int channel = 0; channel < sound->format().channels; ++channel)
            samples.push_back(sound->at(frame, channel));
    }
    return samples;
}

Transcription transcriptIn(QByteArrayView bytes, quint32 seed)
{
    TranscriptReader reader;
    reader.begin(AnswerHead(), {}, {});
    Pieces(seed).feed(reader, bytes);
    return reader.transcript();
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Fuzz::Input input(data, size);
    const quint32 seed = 1 + input.takeByte();
    const QByteArrayView bytes = input.rest();
    Fuzz::require(samplesIn(bytes, seed) == samplesIn(bytes, 0), "any split gives the same samples");
    Fuzz::require(transcriptIn(bytes, seed) == transcriptIn(bytes, 0), "any split gives the same transcript");
    if (const QByteArray repaired = repairedWav(bytes); !repaired.isEmpty())
        Fuzz::require(repairedWav(repaired).isEmpty(), "a repaired file is right");
    return 0;
}
