// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {
struct ChatRequest;
}

namespace Parlance::Demo {

/// A list of the pictures and files that came with the user's latest message, as they are: type, size in
/// pixels or pages, and bytes. Empty if none did.
[[nodiscard]] QString receivedText(const ChatRequest &request);

} // namespace Parlance::Demo
