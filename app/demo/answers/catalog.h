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

/// Null if there is no such model.
[[nodiscard]] const Tier *findModel(std::span<const Model> models, const QString &id);

/// {"object":"list","data":[{"id","object":"model","created","owned_by"}]} (RL-22).
[[nodiscard]] QJsonObject modelList(std::span<const Model> models);

} // namespace Parlance::Demo
