// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <chrono>
#include <optional>

namespace Parlance {

/// When an exchange got how far, counted from the moment the request was handed to the network, measured
/// where the bytes arrive. Empty while it has not happened.
struct Timing
{
    using Duration = std::chrono::microseconds;

    std::optional<Duration> sent;       ///< the request is out: the connection is there, and secured
    std::optional<Duration> headers;    ///< the status line and the headers are here
    std::optional<Duration> firstToken; ///< the first delta with content
    std::optional<Duration> firstText;  ///< the first delta with text of the answer: where reasoning ends
    std::optional<Duration> lastToken;  ///< the newest delta with content
    std::optional<Duration> total;      ///< the exchange is over

    bool operator==(const Timing &) const = default;
};

QDebug operator<<(QDebug debug, const Timing &timing);

} // namespace Parlance
