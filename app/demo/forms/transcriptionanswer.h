// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"
#include "demo/media/transcript.h"
#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// A transcript to be sent.
struct TranscriptionAnswer
{
    QString format; ///< json, text, srt, verbose_json or vtt
    QString language;
    double seconds = 0;
    QList<Segment> segments;
    bool withSegments = true; ///< in verbose_json
    bool withWords = false;
};

/// One JSON object, or the text of the other formats (C-24, C-29).
[[nodiscard]] DemoResponse plainTranscription(const TranscriptionAnswer &answer, const Pace &pace);

/// The events transcript.text.delta, word by word, for verbose_json a transcript.text.segment after each
/// segment, and transcript.text.done with text and usage. Their type is in the data alone (C-30).
[[nodiscard]] DemoResponse streamedTranscription(const TranscriptionAnswer &answer, const Pace &pace);

} // namespace Parlance::Demo
