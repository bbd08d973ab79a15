// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <expected>
#include <optional>

namespace Parlance::Demo {

/// Why a request is refused, independent of the gateway's form.
struct Refusal
{
    int status = 400;
    QString message = {}; ///< empty: the gateway's message for the status
    QString code = {};    ///< empty: the gateway's code for the status, if it has one
    QString field = {};   ///< the invalid field, e.g. "messages[2].role"; empty if none
    bool plan = false;    ///< of a 429: the plan's limit is used up, not this minute's
    std::optional<std::chrono::seconds> retryAfter = {};

    bool operator==(const Refusal &) const = default;
};

} // namespace Parlance::Demo
