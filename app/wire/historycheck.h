// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message.h"

#include <optional>

namespace Parlance {

/// A dialect's rules for the messages of a request.
struct HistoryRules
{
    bool callsNeedResults = false; ///< the results of all tools that a message calls follow right after it,
                                   ///< and no others
    bool beginsWithUser = false;   ///< the first message is the user's
    bool takesPictures = false;    ///< a user's message may have images
    bool takesDocuments = false;   ///< and files other than text, which goes as text if need be
};

/// True if a user's message may have this part.
[[nodiscard]] bool takes(const HistoryRules &rules, const Part &part);
/// True if it may have all these parts.
[[nodiscard]] bool takes(const HistoryRules &rules, const QList<Part> &parts);

/// The first message that breaks the rules.
struct HistoryProblem
{
    enum class Kind { CallWithoutResult, ResultWithoutCall, BeginsWithAssistant, PartNotTaken };

    Kind kind = Kind::CallWithoutResult;
    qsizetype message = 0; ///< the index in the list
    QString tool = {};     ///< the name of the first tool without a result

    bool operator==(const HistoryProblem &) const = default;
};

/// Checks a request's messages, oldest first; empty if they follow the rules. Ignores messages with the role
/// system.
[[nodiscard]] std::optional<HistoryProblem> checkHistory(
    const QList<Message> &messages, const HistoryRules &rules);

QDebug operator<<(QDebug debug, const HistoryProblem &problem);

} // namespace Parlance
