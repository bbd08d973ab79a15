// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/transcript.h"

#include <QByteArray>

namespace Parlance {

/// A transcript as one line of JSON, for people's scripts: {"text","written","language","duration_s",
/// "segments":[{"id","start","end","text","speaker","avg_logprob","compression_ratio","no_speech_prob"}],
/// "words":[{"word","start","end"}],"usage","billed_s"}, in this order. Unknown values are null, times are in
/// seconds, and `usage` is that of a reply.
[[nodiscard]] QByteArray transcriptToJson(const Transcription &transcript);

} // namespace Parlance
