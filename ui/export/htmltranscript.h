// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/markdownhtml.h"

namespace Parlance {

struct Transcript;

/// One file that needs nothing else: no script, nothing that is loaded from anywhere, and a policy in it that
/// forbids both. Light or dark as the reader's desktop is, light on paper; thoughts are folded.
[[nodiscard]] QByteArray toHtml(const Transcript &transcript);

/// The same for a QTextDocument, in light colours, with the thoughts unfolded.
[[nodiscard]] QString toPaperHtml(const Transcript &transcript);

} // namespace Parlance
