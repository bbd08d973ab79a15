// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sounddecoder.h"

#include <QCoreApplication>

namespace Parlance {

/// The texts about sound that came, for a person to read.
class SoundText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::SoundText)

public:
    /// Why this cannot be played, or only its beginning, and what can be done.
    [[nodiscard]] static QString fault(SoundDecoder::Fault fault, SoundType type);
    /// "Asked for mp3, got WAV."; empty if the sound is what was asked for (C-21). `asked` is the
    /// `response_format`, empty for the API's default, mp3. Raw samples cannot be told from anything else.
    [[nodiscard]] static QString otherType(const QString &asked, SoundType found);
    /// "24 kHz, mono".
    [[nodiscard]] static QString format(const SampleFormat &format);
    /// "1:02.5", from an hour on "1:02:03.5".
    [[nodiscard]] static QString time(std::chrono::milliseconds time);
};

} // namespace Parlance
