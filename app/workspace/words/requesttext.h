// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

#include <QList>

namespace Parlance {

/// A part of a request in words.
struct RequestPart
{
    QString title;
    QString text;
    bool isOneLine = false; ///< stands in one line with its title

    bool operator==(const RequestPart &) const = default;
};

/// What a call asked for: the model, its parameters, system prompt, tools, answer format, extra JSON, and the
/// last message, with its variables filled in. Leaves out what is not sent. Keys are not masked.
[[nodiscard]] QList<RequestPart> describeRequest(const Call &call);

} // namespace Parlance
