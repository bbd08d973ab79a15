// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDockWidget;

namespace Parlance {

/// Hides a dock, and disables the action that opens it, while the current page has nothing to show there;
/// afterwards it is open if it was open before.
void setOffered(QDockWidget &dock, bool offered);

} // namespace Parlance
