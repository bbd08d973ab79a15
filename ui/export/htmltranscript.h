// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/markdownhtml.h"

namespace Parlance {

struct Transcript;

/// One self-contained file: no script, nothing to load, and a policy that forbids both. Light or dark like
/// the reader's desktop, light on paper; reasoning is folded.
[[nodiscard]] QByteArray toHtml(const Transcript &transcript);

/// The same for a QTextDocument, in light colours, with the reasoning unfolded.
[[nodiscard]] QString toPaperHtml(const Transcript &transcript);

} // namespace Parlance
