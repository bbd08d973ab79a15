// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/capturefault.h"

namespace Parlance {

/// The entries of a HAR file, in its order; 1 to 100,000. Reads files of any program: a missing field is no
/// fault, one of the wrong type is.
///
/// A stream gets its times from "_eventSourceMessages" (Chrome); if the body is missing, it is put together
/// from them, as one event after the other. Any other body arrives in one piece, at the end. A body that the
/// file does not have is empty, and an answer with status 0 has no head.
///
/// Parlance keeps no key of others: a key in a header becomes a mask of the same length, and so does this key
/// wherever else it stands in the file, if `Redaction` finds it. A cookie that was sent or set becomes a
/// mask, too.
[[nodiscard]] Captures capturesInHar(const QByteArray &json);

} // namespace Parlance
