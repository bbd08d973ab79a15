// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

#include <optional>

namespace Parlance::Demo {

class BodyReader;

/// Read a picture or a file of a user's message. Each refuses what is no base64, of an unknown type, not what
/// it says, or too large, and anything at an address: this gateway fetches nothing.

/// OpenAI's {"image_url":{"url","detail"}}: PNG, JPEG, GIF or WebP in a data URL, up to 20 MiB (B-41).
[[nodiscard]] std::optional<Part> readImagePart(BodyReader &part);
/// OpenAI's {"file":{"file_data","filename"}}: a PDF in a data URL (B-41).
[[nodiscard]] std::optional<Part> readFilePart(BodyReader &part);
/// Anthropic's {"source":{"type":"base64","media_type","data"}} of an image, up to 5 MiB (B-38).
[[nodiscard]] std::optional<Part> readImageBlock(BodyReader &block);
/// The same of a document: a PDF in base64, or a text (B-39).
[[nodiscard]] std::optional<Part> readDocumentBlock(BodyReader &block);

} // namespace Parlance::Demo
