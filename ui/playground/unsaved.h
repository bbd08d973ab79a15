// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <QStringList>

namespace Parlance {

class Lane;

/// What exists only in the window and is lost with it.
struct Unsaved
{
    bool conversation = false;
    bool draft = false;     ///< a prompt that is neither sent nor saved
    bool message = false;   ///< in the editor of a message
    bool system = false;    ///< a system prompt that is in no preset and not in the prompt library
    bool schema = false;    ///< a schema that is in no preset of the user
    bool tools = false;     ///< tools that are in none
    bool extra = false;     ///< extra JSON that is in none, or that cannot be read
    bool variables = false; ///< variables that are in none

    bool input = false;   ///< what was entered on a page without lanes
    bool results = false; ///< what came of it

    QStringList running = {}; ///< whom a request asks that is under way

    [[nodiscard]] bool isAny() const { return *this != Unsaved(); }
    Unsaved &operator|=(const Unsaved &other);
    bool operator==(const Unsaved &) const = default;
};

/// True for a prompt that is in the user's prompt library or presets as it is.
[[nodiscard]] bool isSaved(const Message &prompt);
/// What closing the lane would lose.
[[nodiscard]] Unsaved unsavedOf(const Lane &lane);
/// What becomes of it.
enum class Fate { Lost, Undoable };
/// One line for each, for the user.
[[nodiscard]] QString describe(const Unsaved &unsaved, Fate fate = Fate::Lost);

} // namespace Parlance
