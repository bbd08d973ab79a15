// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/forms/refusal.h"

#include <QStringList>

namespace Parlance::Demo {

/// A request for vectors.
struct EmbeddingsRequest
{
    QString model;
    QStringList inputs; ///< a list of token numbers is their text: "15339 1917"
    std::optional<int> dimensions;
    bool base64 = false;
};

/// Reads the body (C-01 to C-03): `input` is a text, a list of token numbers, or a list of up to 2048 of
/// these; none is empty, each has up to 8,192 tokens, all together up to 300,000. `dimensions` is 1 to 3072,
/// for either model. A 400 names the invalid field.
[[nodiscard]] std::expected<EmbeddingsRequest, Refusal> readEmbeddingsRequest(const QByteArray &body);

} // namespace Parlance::Demo
