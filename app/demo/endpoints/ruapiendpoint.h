// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/endpoints/completionservice.h"
#include "demo/endpoints/embeddingsservice.h"
#include "demo/endpoints/imagesservice.h"
#include "demo/endpoints/speechservice.h"
#include "demo/endpoints/transcriptionservice.h"

namespace Parlance::Demo {

/// RuAPI's endpoint. `POST /v1/chat/completions` and `GET /v1/models` take `Authorization: Bearer`; `POST
/// /v1/messages` takes that or `x-api-key`. Every chat model works on both protocols (RA-03, RA-09, RA-23).
/// Embeddings, images, speech and transcription (RA-33 to RA-36) take `Authorization: Bearer`, have models of
/// their own, and are answered beside the server's thread. Stores only pictures whose URL was asked for.
class RuApiEndpoint
{
public:
    /// `composer` must outlive this object.
    RuApiEndpoint(const Composer *composer, const DemoSettings &settings);

    /// The routes refer to this endpoint.
    [[nodiscard]] QList<Route> routes();

private:
    [[nodiscard]] DemoResponse message(const DemoRequest &request) const;
    [[nodiscard]] QList<Route> mediaRoutes();

    const Composer *m_composer;
    CompletionService m_completions;
    EmbeddingsService m_embeddings;
    ImagesService m_images;
    SpeechService m_speech;
    TranscriptionService m_transcriptions;
    double m_speed;
};

} // namespace Parlance::Demo
