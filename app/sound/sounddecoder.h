// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/samplereader.h"
#include "sound/soundbuffer.h"
#include "sound/soundtype.h"

#include <stop_token>

namespace Parlance {

/// Decodes sound as it comes into a buffer that can be played meanwhile. The first bytes tell the type, and
/// no label (C-21): WAV, MP3 and raw samples as they come, FLAC at its end; any other cannot be decoded.
class SoundDecoder
{
public:
    enum class Fault {
        Unknown,   ///< of no known type
        Undecoded, ///< of a known type that is not decoded: Ogg, AAC, MP4, WebM
        Broken,    ///< not what its first bytes say
        Empty,     ///< without a sample
        TooLong,   ///< more than a SoundBuffer holds: its beginning is there
        Stopped    ///< before its end: its beginning is there
    };
    /// What bytes of no known type are.
    enum class Otherwise { Unknown, RawSamples };

    explicit SoundDecoder(Otherwise otherwise = Otherwise::Unknown)
        : m_otherwise(otherwise)
    {
    }

    /// When `stop` is requested, both return within milliseconds, and the rest is left out.
    void feed(QByteArrayView bytes, const std::stop_token &stop = {});
    /// No more bytes come.
    void finish(const std::stop_token &stop = {});

    /// Null until the first samples are there.
    [[nodiscard]] std::shared_ptr<const SoundBuffer> sound() const { return m_sound; }
    /// Unknown until the first bytes tell; also for raw samples.
    [[nodiscard]] SoundType type() const { return m_type; }
    [[nodiscard]] const std::optional<Fault> &fault() const { return m_fault; }

private:
    void feedPiece(QByteArrayView bytes);
    void addLast(const std::stop_token &stop);
    void begin();
    void add(const Samples &samples);

    const Otherwise m_otherwise;
    QByteArray m_begin; ///< until the type is known
    SoundType m_type = SoundType::Unknown;
    std::unique_ptr<SampleReader> m_reader;
    std::shared_ptr<SoundBuffer> m_sound;
    std::optional<Fault> m_fault;
};

} // namespace Parlance
