// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/json.h"

namespace Parlance {

/// Where a text is cut that may go on: a number that ends there may go on, and with `inString` a string, too.
struct JsonCut
{
    qsizetype offset = 0; ///< in bytes
    bool inString = false;
};

/// The beginning of a JSON text, closed up: a string or number in which it ends is completed.
struct JsonPrefix
{
    JsonDocument document; ///< everything up to the end or the fault; may be empty
    JsonCut cut = {};
    std::optional<JsonFault> fault = {}; ///< one that no further text cures

    [[nodiscard]] static JsonPrefix read(const QByteArray &text);
};

} // namespace Parlance
