// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>
#include <chrono>
#include <optional>

namespace Parlance {

/// One dispatched event of a stream (WHATWG HTML 9.2.6). The bytes are as received: UTF-8 unless the server
/// broke it.
struct SseEvent
{
    QByteArray type;                                ///< "message" if the stream names none
    QByteArray data;                                ///< the data lines, joined by LF
    QByteArray id;                                  ///< the last event id at the time of dispatch
    std::optional<std::chrono::milliseconds> retry; ///< the latest `retry:` since the event before, if any

    bool operator==(const SseEvent &) const = default;
};

QDebug operator<<(QDebug debug, const SseEvent &event);

} // namespace Parlance
