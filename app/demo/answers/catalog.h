// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/tier.h"

#include <QJsonObject>

namespace Parlance::Demo {

/// A model in a gateway's model list.
struct Model
{
    Tier tier;
    QString owner;
    qint64 created = 0; ///< seconds since 1970
};

/// RuAPI's models: from several owners, each on both protocols (RA-09, RA-23).
[[nodiscard]] std::span<const Model> ruApiModels();
/// ru-llm's two documented models (RL-22).
[[nodiscard]] std::span<const Model> ruLlmModels();
/// RoraOS's three models (RO-08 to RO-10). RoraOS does not list them on the wire (RO-27).
[[nodiscard]] std::span<const Model> roraOsModels();

/// A model of an endpoint beside chat.
struct EndpointModel
{
    QString id;
    QString path; ///< of the endpoint, e.g. "/v1/embeddings"
};

/// The demo's own models, two for each of RuAPI's other endpoints (RA-33 to RA-36): "demo-embed-small",
/// "demo-embed-large", "demo-image", "demo-image-dark", "demo-voice", "demo-tones", "demo-hear" and
/// "demo-hear-brief".
[[nodiscard]] std::span<const EndpointModel> ruApiEndpointModels();

/// Null if there is no such model.
[[nodiscard]] const Tier *findModel(std::span<const Model> models, const QString &id);

/// {"object":"list","data":[{"id","object":"model","created","owned_by"}]} (RL-22). Those of other endpoints
/// have a list "endpoints", too (C-31).
[[nodiscard]] QJsonObject modelList(
    std::span<const Model> models, std::span<const EndpointModel> others = {});

} // namespace Parlance::Demo
