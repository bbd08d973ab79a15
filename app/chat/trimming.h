// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

namespace Parlance {

/// The bytes that the text takes as UTF-8.
[[nodiscard]] qint64 utf8Size(QStringView text);

/// The UTF-8 bytes of the messages' content: what a gateway's input limit counts (RF-26).
[[nodiscard]] qint64 contentBytes(const QList<Message> &messages);

/// The newest messages whose content fits into `maxBytes` together, from a question on, oldest first. The
/// last question is always among them, whatever its size.
[[nodiscard]] QList<Message> newestWithin(const QList<Message> &messages, qint64 maxBytes);

} // namespace Parlance
