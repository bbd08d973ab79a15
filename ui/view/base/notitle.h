// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace Parlance {

/// An empty title bar, for a dock whose panel has a heading. A widget without a layout would have a height of
/// -1.
[[nodiscard]] QWidget *makeNoTitle();

} // namespace Parlance
