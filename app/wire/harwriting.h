// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capture.h"

namespace Parlance {

/// The capture as a HAR 1.2 file with one entry: compact JSON in UTF-8. `capturesInHar()` gives the capture
/// back with the same bytes, times, head and end.
///
/// A body that is not UTF-8 is written in base64. A time that HAR requires and nobody knows is 0, any other
/// -1: `connect` is known only with TLS, which it includes, and `dns` and `ssl` never. Without TLS, `send`
/// includes the connection. An unknown start is written as 1970, an unknown address as "about:blank".
///
/// Fields of the entry that HAR does not have:
/// - "_eventSourceMessages" and "response._error", as Chrome writes them: for each whole event of a stream
///   {"time","eventName","eventId","data"}, with the time in seconds since 1970 at which its last byte
///   arrived; and why the connection broke.
/// - "_parlance": {"pieces":[[size,time],...],"connecting","encrypted","sent","head","end","ended_by",
///   "failure":{"kind","status","code","type","message","request_id","retry_after"}}. Sizes are in bytes,
///   times in microseconds since the request, and retry_after in seconds. "ended_by" is "server", "end-mark"
///   or "user". What did not happen is left out.
/// - "_parlance" of a header: its value in base64, if it is not UTF-8.
///
/// Writes a mask for a key that is still in a request's header.
[[nodiscard]] QByteArray harOf(const Capture &capture);

} // namespace Parlance
