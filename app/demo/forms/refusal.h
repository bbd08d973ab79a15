// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <expected>
#include <optional>

namespace Parlance::Demo {

/// Why a request is not answered, before any gateway spells it.
struct Refusal
{
    int status = 400;
    QString message = {}; ///< empty: the gateway's own words for the status
    QString code = {};    ///< empty: the gateway's own code for the status, if it has one
    QString field = {};   ///< the field at fault, e.g. "messages[2].role"; empty if none is
    bool plan = false;    ///< of a 429: what is used up is the plan's, not this minute's
    std::optional<std::chrono::seconds> retryAfter = {};

    bool operator==(const Refusal &) const = default;
};

} // namespace Parlance::Demo
