// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preset.h"

namespace Parlance {

/// A page as it is found again on the next start.
struct KeptPage
{
    Preset preset;
    bool isNamed = false;            ///< the page's name is the user's
    std::optional<bool> isSame = {}; ///< all lanes send the same parameters; unknown of an old text

    bool operator==(const KeptPage &) const = default;
};

/// What of the parameters is kept from run to run: not the system prompt nor the extra JSON, which a person
/// wrote and which may be as private as a conversation.
[[nodiscard]] LaneParameters keptParameters(LaneParameters parameters);

/// The page in a line of JSON, with what is kept of the lanes' parameters. Without stop sequences where one
/// looks like a key, and empty if something else does.
[[nodiscard]] QString writeKept(const KeptPage &page);
/// Reads such a text, also one of another version: a field that is unknown or wrong is left out, and nothing
/// comes of a text without a lane.
[[nodiscard]] std::optional<KeptPage> readKept(const QString &text);

} // namespace Parlance
