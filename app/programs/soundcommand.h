// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chatrequest.h"
#include "gateways/endpointkind.h"
#include "wire/endpoints/speechrequest.h"
#include "wire/endpoints/transcriptionrequest.h"

#include <QCommandLineOption>
#include <expected>

class QCommandLineParser;

namespace Parlance {

/// What the options of parlance-ask say about sound.
struct SoundCommand
{
    EndpointKind kind = EndpointKind::Speech; ///< or Transcription
    QString file = {};                        ///< to transcribe
    QString output = {};                      ///< the file to write to; empty for standard output
    QString format = {};                      ///< the response_format; empty for the server's own
    QString voice = {};
    QString instructions = {};
    std::optional<double> speed = {};
    QString language = {};

    [[nodiscard]] static QList<QCommandLineOption> options();
    /// Which endpoint the options name; empty for chat.
    [[nodiscard]] static std::optional<EndpointKind> kindIn(const QCommandLineParser &parser);
    /// The options, or what is wrong with them, in words for the user. Empty for chat.
    [[nodiscard]] static std::expected<std::optional<SoundCommand>, QString> read(
        const QCommandLineParser &parser);

    /// The request with the model and the prompt of `request`.
    [[nodiscard]] SpeechRequest speech(const ChatRequest &request) const;
    [[nodiscard]] TranscriptionRequest transcription(
        const ChatRequest &request, const UploadFile &sound) const;
};

} // namespace Parlance
