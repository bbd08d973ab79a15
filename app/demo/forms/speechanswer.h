// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// Sound that is sent piece by piece.
struct SoundAnswer
{
    QByteArray contentType; ///< of the sound, e.g. "audio/wav"
    QByteArray file;
    qint64 inputTokens = 0;
};

/// The file in pieces of a fifth of a second.
[[nodiscard]] DemoResponse soundInPieces(const SoundAnswer &sound, const Pace &pace);

/// Events with the same pieces in base64 (C-17): speech.audio.delta, and speech.audio.done with the usage.
/// Their type is in the data alone.
[[nodiscard]] DemoResponse soundInEvents(const SoundAnswer &sound, const Pace &pace);

} // namespace Parlance::Demo
