// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "wire/modelids.h"

namespace Parlance {

using ListedModels = std::expected<QList<ListedModel>, ChatError>;
using ModelNames = std::expected<QStringList, ChatError>;

/// The models that an ended call's answer lists, in its order (RA-37, RL-21). Without the keys of the call.
[[nodiscard]] ListedModels listedModelsIn(const Call &call);
/// The ids of these models, each once.
[[nodiscard]] ModelNames modelsIn(const Call &call);

/// The error of an answer whose status refuses the request, without keys; empty for any other answer.
[[nodiscard]] std::optional<ChatError> refusalIn(const Call &call);

/// The body of an ended call that was to fetch a file, decompressed; or why it is not there, without keys.
[[nodiscard]] std::expected<QByteArray, ChatError> fileIn(const Call &call);

/// A gateway's answer to a health check (RF-25).
struct Health
{
    bool isWell = false;    ///< the status is 2xx
    int httpStatus = 0;     ///< 0 if no answer arrived
    bool isOfProxy = false; ///< a proxy failed, which `words` names
    QString words = {};     ///< the first line of the answer, or why there is none
};

[[nodiscard]] Health healthIn(const Call &call);

} // namespace Parlance
