// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/endpointrequest.h"
#include "wire/endpoints/requestcheck.h"

#include <QStringList>
#include <optional>
#include <utility>

namespace Parlance {

/// A file to send, as it was read into memory. Copies share the bytes.
struct UploadFile
{
    QString name;    ///< without its folder; the API wants an extension (C-22)
    QByteArray type; ///< "audio/wav"
    QByteArray bytes;

    bool operator==(const UploadFile &) const = default;
};

/// What is asked of `POST /v1/audio/transcriptions`. A field without a value, and an empty list, is not sent.
struct TranscriptionRequest
{
    UploadFile file;
    QString model;
    std::optional<QString> language = {}; ///< ISO 639-1
    std::optional<QString> prompt = {};
    std::optional<QString> responseFormat = {}; ///< json, text, srt, vtt, verbose_json, diarized_json (C-24)
    std::optional<double> temperature = {};     ///< 0 to 1
    QStringList timestampGranularities = {};    ///< word, segment; only with verbose_json
    QStringList include = {};                   ///< logprobs
    std::optional<bool> stream = {};
    std::optional<QString> chunkingStrategy = {}; ///< auto, or an object as JSON (C-27)
    QList<std::pair<QString, QString>> moreFields =
        {}; ///< by name, as they are sent; names may repeat (C-26)

    bool operator==(const TranscriptionRequest &) const = default;
};

[[nodiscard]] EndpointRequest endpointRequest(const TranscriptionRequest &request);

[[nodiscard]] RequestCheck check(const TranscriptionRequest &request);

} // namespace Parlance
