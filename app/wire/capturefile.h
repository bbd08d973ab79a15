// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capturefault.h"

namespace Parlance {

/// The captures in the bytes of a file, at least one. The bytes decide what it is, not its name:
/// - JSON with "log": a HAR file, see `capturesInHar()`.
/// - "HTTP/1.1 200" or alike: what `curl -i` printed, see `captureInCurlText()`.
/// - Lines of events, JSON or an HTML page: the body of an answer. Its head is made up: status 200, and the
/// content type
///   text/event-stream, application/json or text/html.
///
/// JSON with more than 5 million values is refused, or a small file could take all memory.
///
/// Only a HAR file tells requests and times, and only it can hold more than one capture. A byte order mark
/// before HAR and `HTTP` is skipped.
[[nodiscard]] Captures capturesIn(const QByteArray &file);

/// The bytes of a file with that name: a HAR file for the suffix .har, what `curl -i` prints for .txt, and
/// the body of the answer for any other.
[[nodiscard]] QByteArray captureFile(const Capture &capture, const QString &fileName);

} // namespace Parlance
