// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

struct Transcript;

/// A heading for each message and its words as they are. Thoughts stand in a quote, and a fence that an
/// answer left open is closed, so that no message runs into the next.
[[nodiscard]] QString toMarkdown(const Transcript &transcript);

} // namespace Parlance
