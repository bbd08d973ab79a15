// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/media/speech.h"

namespace Parlance::Demo {

/// A request for speech.
struct SpeechRequest
{
    QString model;
    SpeechAsked asked;
    bool wav = true;     ///< or PCM, without a header
    bool events = false; ///< `stream_format` is sse
};

/// Reads the body (C-15 to C-17): `input` and `instructions` up to 4,096 characters, of which instructions
/// change nothing; `voice` is a name or an object with `id`; `speed` is 0.25 to 4. `response_format` must be
/// wav or pcm, so it must be there: the API's default is mp3. A 400 names the invalid field.
[[nodiscard]] std::expected<SpeechRequest, Refusal> readSpeechRequest(const QByteArray &body);

} // namespace Parlance::Demo
