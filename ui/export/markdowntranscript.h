// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

struct Transcript;

/// A heading per message and its text unchanged. Quotes the reasoning, and closes a fence that an answer left
/// open, so that no message runs into the next.
[[nodiscard]] QString toMarkdown(const Transcript &transcript);

} // namespace Parlance
