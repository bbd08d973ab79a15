// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "wire/capture.h"

namespace Parlance {

/// The call as a file may hold it. The only way from a call to a file: it masks the keys of `redaction`,
/// which are those of `redactionOf()`, and the call's own, unless the embedded gateway answered, and all
/// cookies.
///
/// The body is empty if the bytes of the call were dropped. A call that still runs is
/// captured as if the user had stopped it at the last piece.
[[nodiscard]] Capture captureOf(const Call &call, const Redaction &redaction);

} // namespace Parlance
