// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/media/wavfile.h"

#include <QList>
#include <optional>

namespace Parlance::Demo {

/// A part of a recording that is all sound or all pause.
struct Stretch
{
    double start = 0; ///< seconds from the beginning
    double end = 0;
    std::optional<double> loudness; ///< dBFS; none for a pause
};

/// What can be heard in a recording without understanding a word.
struct Heard
{
    std::optional<double> loudness; ///< of all of it, root mean square, in dBFS; none for silence
    std::optional<double> peak;     ///< dBFS
    QList<Stretch> stretches;       ///< from the beginning to the end, without gaps
};

/// A pause is at least `shortestPause` seconds below a fiftieth of the loudest 10 ms (-34 dB), or below -60
/// dBFS.
[[nodiscard]] Heard heard(const WavFile &wav, double shortestPause);

} // namespace Parlance::Demo
