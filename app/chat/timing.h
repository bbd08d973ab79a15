// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <chrono>
#include <optional>

namespace Parlance {

/// When an exchange reached each stage, counted from the moment the request was handed to the network, and
/// measured where the bytes arrive. Empty for a stage that was not reached.
struct Timing
{
    using Duration = std::chrono::microseconds;

    std::optional<Duration> sent;       ///< the request is sent: the connection is established and secured
    std::optional<Duration> headers;    ///< the status line and the headers have arrived
    std::optional<Duration> firstToken; ///< the first delta with content
    std::optional<Duration> firstText;  ///< the first delta with text of the answer, after any reasoning
    std::optional<Duration> lastToken;  ///< the newest delta with content
    std::optional<Duration> total;      ///< the exchange has ended

    bool operator==(const Timing &) const = default;
};

QDebug operator<<(QDebug debug, const Timing &timing);

} // namespace Parlance
