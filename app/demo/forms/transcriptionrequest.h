// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"
#include "demo/media/wavfile.h"

namespace Parlance::Demo {

/// A request for a transcript.
struct TranscriptionRequest
{
    QString model;
    WavFile sound;
    QString format; ///< json, text, srt, verbose_json or vtt
    QString language;
    bool stream = false;
    bool segments = true; ///< of verbose_json
    bool words = false;
};

/// Reads the form (C-22 to C-27): `file` with a file name, WAV or PCM (.pcm, .raw: 24 kHz, 16 bit, mono), up
/// to 25 MiB and 1,500 s; `model`; `response_format`; `language`; `prompt`; `temperature` 0 to 1; `stream`;
/// `timestamp_granularities[]`. Other fields change nothing. A 400 names the invalid field; 413 for a file
/// that is too large.
[[nodiscard]] std::expected<TranscriptionRequest, Refusal> readTranscriptionRequest(
    QByteArrayView contentType, const QByteArray &body);

} // namespace Parlance::Demo
