// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/endpointrequest.h"
#include "wire/endpoints/requestcheck.h"

#include <QStringList>

#include <optional>

namespace Parlance {

/// A request for embeddings (RA-33): one vector for each text. What is empty is not sent.
struct EmbeddingRequest
{
    enum class Encoding { Float, Base64 };

    static constexpr qint64 MostBytes = 64 * 1024 * 1024; ///< of all inputs, in UTF-8

    QString model = {};
    QStringList inputs = {};                     ///< always sent as a list (C1)
    std::optional<Encoding> encodingFormat = {}; ///< as the numbers come (C3)
    std::optional<qint64> dimensions = {};       ///< of each vector; only newer models take it (C2)
    QString user = {};                           ///< a name for the end user, for the provider

    bool operator==(const EmbeddingRequest &) const = default;
};

/// Gives the same bytes for the same request, always.
[[nodiscard]] EndpointRequest endpointRequest(const EmbeddingRequest &request);
/// Counts texts from 1. A number of tokens is estimated, as a quarter of the characters.
[[nodiscard]] RequestCheck check(const EmbeddingRequest &request);

} // namespace Parlance
