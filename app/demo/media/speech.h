// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"

#include <QByteArray>
#include <QStringList>
#include <stop_token>

namespace Parlance::Demo {

/// A text to be said.
struct SpeechAsked
{
    QString text;
    QString voice;    ///< one of `voiceNames()`
    double speed = 1; ///< 0.25 to 4
};

/// The rate of all speech: 16 bit, one channel, little-endian.
inline constexpr int SpeechRate = 24'000;
/// The longest speech, in bytes: ten minutes.
inline constexpr qsizetype MostOfSpeech = qsizetype(600) * SpeechRate * 2;

/// The API's voices.
[[nodiscard]] QStringList voiceNames();

/// The text as espeak-ng says it: `program` is started with the text on its standard input, for at most 20 s.
/// No file is written. A refusal if it fails, or if the speech is longer than `MostOfSpeech`.
[[nodiscard]] std::expected<QByteArray, Refusal> espoken(
    const QString &program, const SpeechAsked &asked, const std::stop_token &stop);

/// Tones instead of speech: two high beeps, which mark it, then one tone a word, as long as the word.
[[nodiscard]] std::expected<QByteArray, Refusal> toned(const SpeechAsked &asked);

} // namespace Parlance::Demo
