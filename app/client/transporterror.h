// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <optional>

class QNetworkReply;

namespace Parlance {

/// What went wrong with a finished network reply that its body does not tell: no connection, a connection
/// that broke, a certificate that was not accepted, or a redirect, which is not followed. The words are Qt's.
/// Empty if an answer came whole, and for a status of 400 and above in any case: that one tells more than the
/// connection.
[[nodiscard]] std::optional<ChatError> transportError(const QNetworkReply &reply);

} // namespace Parlance
