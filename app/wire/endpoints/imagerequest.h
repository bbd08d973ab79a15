// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/endpointrequest.h"
#include "wire/endpoints/requestcheck.h"

#include <QString>
#include <optional>

namespace Parlance {

/// What is asked of `POST /v1/images/generations` (RA-34). A field without a value is not sent.
struct ImageRequest
{
    static constexpr qint64 MostPartialImages = 3; ///< C-12

    QString model = {}; ///< empty: not sent
    QString prompt = {};
    std::optional<qint64> n = {};
    std::optional<QString> size = {};
    std::optional<QString> quality = {};
    std::optional<QString> style = {};
    std::optional<QString> background = {};
    std::optional<QString> moderation = {};
    std::optional<QString> outputFormat = {};
    std::optional<qint64> outputCompression = {};
    std::optional<QString> responseFormat = {}; ///< left out for models that do not take it (C-10)
    std::optional<bool> stream = {};
    std::optional<qint64> partialImages = {}; ///< only sent with `stream`

    bool operator==(const ImageRequest &) const = default;
};

/// Gives the same bytes for the same request, always.
[[nodiscard]] EndpointRequest endpointRequest(const ImageRequest &request);
[[nodiscard]] RequestCheck check(const ImageRequest &request);

} // namespace Parlance
