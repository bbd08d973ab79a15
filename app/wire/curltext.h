// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capturefault.h"

namespace Parlance {

/// The answer as `curl -i` prints it: status line, headers, a blank line, and the body without chunks. Empty
/// if there is no head. A header that the toolkit has joined from several lines is several lines again.
[[nodiscard]] QByteArray curlTextOf(const Recording &recording);

/// True if the text begins as `curl -i` prints an answer: with "HTTP/1.1 200" or alike.
[[nodiscard]] bool isCurlText(QByteArrayView text);

/// The capture of what `curl -i` printed: the last of its heads, and the body in one piece. It has no request
/// and no times. Lines of a head end with LF or CRLF.
///
/// Earlier heads are those of "100 Continue" and the like, of a proxy's "200 Connection established", and of
/// redirects and questions for a login that curl has followed. A body is taken as it is, so run curl with
/// --compressed if the server compresses. A key or a cookie in a header becomes a mask of the same
/// length.
[[nodiscard]] std::expected<Capture, CaptureFault> captureInCurlText(const QByteArray &text);

} // namespace Parlance
