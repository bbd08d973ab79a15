// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/attachment.h"

#include <QSize>

namespace Parlance {

/// An image or a file as it will be sent. A picture that its metadata turns is turned, which encodes it anew.
struct PreparedAttachment
{
    Part part;
    QString note = {}; ///< what was done to it, in words; empty if nothing
};
using PreparedOrFault = std::expected<PreparedAttachment, QString>;

/// Reads and prepares the file. Takes up to seconds; can be called in any thread.
[[nodiscard]] PreparedOrFault preparedFile(const QString &path);
/// The same for bytes in memory.
[[nodiscard]] PreparedOrFault preparedBytes(const QString &name, const QByteArray &bytes);

/// The size of an image in pixels, by its head; empty for anything else.
[[nodiscard]] QSize pixelsOf(const Part &part);

} // namespace Parlance
