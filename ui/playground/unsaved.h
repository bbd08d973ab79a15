// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

class Lane;

/// What is nowhere but in the window, and gone with it.
struct Unsaved
{
    bool conversation = false;
    bool draft = false;  ///< a prompt that was not sent
    bool system = false; ///< a system prompt that is in none of the user's presets
    bool extra = false;  ///< the same of extra JSON, or such that cannot be read

    [[nodiscard]] bool isAny() const { return conversation || draft || system || extra; }
    Unsaved &operator|=(const Unsaved &other);
    bool operator==(const Unsaved &) const = default;
};

/// What would be gone with the lane.
[[nodiscard]] Unsaved unsavedOf(const Lane &lane);
/// A line for each, for the user.
[[nodiscard]] QString describe(const Unsaved &unsaved);

} // namespace Parlance
