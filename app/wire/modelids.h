// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <QStringList>
#include <expected>

namespace Parlance {

/// A model of a list, with everything that the server tells about it.
struct ListedModel
{
    QString id;      ///< empty if the server names none
    QByteArray json; ///< the object as written; NaN and Infinity, which are not JSON, are null

    bool operator==(const ListedModel &) const = default;
};

/// More models than any gateway lists; the others are left out.
inline constexpr qsizetype MostListedModels = 10'000;

/// Reads the answer to GET /v1/models: the models, in order (RA-37, RL-22, C31). Accepts {"data":[{"id"}]} of
/// OpenAI and Anthropic, {"models":[{"name"}]} of Ollama, or a bare list. Any other body is an error, and so
/// is a body that carries one.
[[nodiscard]] std::expected<QList<ListedModel>, ChatError> readModels(const QByteArray &body);
/// The ids of these models, in order, without repeats.
[[nodiscard]] QStringList idsOf(const QList<ListedModel> &models);

} // namespace Parlance
