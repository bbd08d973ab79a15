// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <optional>

class QNetworkReply;

namespace Parlance {

/// The error of a finished network reply that its body does not report: no connection, a broken connection, a
/// rejected certificate, or a redirect, which is not followed. The message is Qt's. Empty if the answer
/// arrived whole, and always for a status of 400 and above, which tells more than the connection.
[[nodiscard]] std::optional<ChatError> transportError(const QNetworkReply &reply);

} // namespace Parlance
