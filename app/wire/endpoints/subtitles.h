// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/transcript.h"

namespace Parlance {

/// The segments as SubRip, byte for byte as OpenAI's server and its Whisper write it: times rounded to the
/// nearest millisecond (a half to the even one), texts without blanks around them, and "->" for "-->" in a
/// text.
[[nodiscard]] QString srtOf(const QList<TranscriptSegment> &segments);
/// The same as WebVTT. Times have their hours, also when these are 0.
[[nodiscard]] QString vttOf(const QList<TranscriptSegment> &segments);

/// The cues of a text in SubRip or WebVTT; none if it is neither.
[[nodiscard]] QList<TranscriptSegment> segmentsInSubtitles(const QString &text);

} // namespace Parlance
