// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/endpointrequest.h"
#include "wire/endpoints/requestcheck.h"

#include <QString>
#include <optional>

namespace Parlance {

/// What is asked of `POST /v1/audio/speech` (C-15). A field without a value is not sent.
struct SpeechRequest
{
    /// The most characters that the API takes as input, and as instructions.
    static constexpr qsizetype MostCharacters = 4096;
    static constexpr double Slowest = 0.25;
    static constexpr double Fastest = 4;

    QString model;
    QString input;
    std::optional<QString> voice = {};
    bool isVoiceId = false; ///< the voice is sent as an object with this id: one of the user's own
    std::optional<QString> instructions = {};
    std::optional<QString> responseFormat = {}; ///< mp3, opus, aac, flac, wav or pcm (C-16)
    std::optional<double> speed = {};           ///< from Slowest to Fastest
    std::optional<QString> streamFormat = {};   ///< audio or sse (C-17)

    bool operator==(const SpeechRequest &) const = default;
};

/// The characters of a text as the API counts them: Unicode code points.
[[nodiscard]] qsizetype characterCount(QStringView text);

[[nodiscard]] EndpointRequest endpointRequest(const SpeechRequest &request);
[[nodiscard]] RequestCheck check(const SpeechRequest &request);

} // namespace Parlance
