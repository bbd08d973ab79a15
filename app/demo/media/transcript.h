// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/media/hearing.h"

#include <QStringList>

namespace Parlance::Demo {

/// A sentence of a transcript and when it was said, in seconds.
struct Segment
{
    double start = 0;
    double end = 0;
    QString text;
};

/// The report on a recording as a transcript: a segment for each sound and each pause, the first with what
/// the file is and that this is a demo.
[[nodiscard]] QList<Segment> transcriptOf(const WavFile &wav, const Heard &heard);

/// All segments in one line.
[[nodiscard]] QString textOf(const QList<Segment> &segments);

/// The words of a segment, spread evenly over its time.
[[nodiscard]] QList<Segment> wordsOf(const Segment &segment);

/// Subtitles as SubRip files have them: numbered, with "00:00:01,250".
[[nodiscard]] QString subRip(const QList<Segment> &segments);
/// WebVTT (W3C), with "00:00:01.250".
[[nodiscard]] QString webVtt(const QList<Segment> &segments);

} // namespace Parlance::Demo
