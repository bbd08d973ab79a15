// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Parlance {

/// Call it first in a program. From then on a crash leaves no core file, of this process or one that it
/// starts, and a reader that goes away ends no process with SIGPIPE. A standard stream that is missing is
/// opened as one that gives nothing and takes nothing, or else a connection could take its number.
void startSafely();

/// Keeps other processes of the same user from reading this one's memory. Not for a program with a window:
/// the desktop's portals could not tell who asks them.
void hideMemory();

} // namespace Parlance
