// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

namespace Parlance {

/// The number of bytes of the text in UTF-8.
[[nodiscard]] qint64 utf8Size(QStringView text);

/// The UTF-8 bytes of the messages' content, which a gateway's input limit counts (RF-26): texts, and images
/// and files as they are sent, in base64.
[[nodiscard]] qint64 contentBytes(const QList<Message> &messages);

/// The newest messages whose content together fits into `maxBytes`, oldest first, beginning with a question.
/// Always includes the last question, whatever its size.
[[nodiscard]] QList<Message> newestWithin(const QList<Message> &messages, qint64 maxBytes);

} // namespace Parlance
