// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"

#include <QList>
#include <QString>
#include <optional>

namespace Parlance {

/// A part of a transcript with its times, in seconds from the beginning of the sound. A time is 0 or more.
struct TranscriptSegment
{
    QString id = {}; ///< as the server tells it; empty if it does not
    double start = 0;
    double end = 0;
    QString text = {};
    QString speaker = {}; ///< of diarized_json; empty for any other
    std::optional<double> averageLogProbability = {};
    std::optional<double> compressionRatio = {};
    std::optional<double> noSpeechProbability = {};

    bool operator==(const TranscriptSegment &) const = default;
};

struct TranscriptWord
{
    QString word = {};
    double start = 0; ///< in seconds
    double end = 0;

    bool operator==(const TranscriptWord &) const = default;
};

/// What was heard, as the answer tells it in any of its forms (C-24, C-29, C-30).
struct Transcription
{
    QString text = {};
    QString written = {};                ///< of an answer that is no JSON: its body, such as SRT or WebVTT
    QString language = {};               ///< as the server names it: "english", "en"
    std::optional<double> duration = {}; ///< of the sound, in seconds
    QList<TranscriptSegment> segments = {};
    QList<TranscriptWord> words = {};
    Usage usage = {};
    std::optional<double> billedSeconds = {}; ///< a usage of type "duration"

    bool operator==(const Transcription &) const = default;
};

} // namespace Parlance
