// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/copiedtext.h"

namespace Parlance {

class ChatClient;
class TargetResolver;

/// Masks every key known by then, see `redactionOf()`. Both must outlive it.
[[nodiscard]] CopyMask keyMaskOf(ChatClient *client, const TargetResolver *resolver);

} // namespace Parlance
