// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <QString>

namespace Parlance {

struct Gateway;

/// The text of an error for a person: what happened, what to do, and what to quote in a report.
struct ErrorText
{
    QString title;  ///< one short line
    QString advice; ///< what to do now; may be empty
    QString facts;  ///< status, code and request id; may be empty

    bool operator==(const ErrorText &) const = default;
};

/// True for a 404: the address is wrong, or the server does not know the model.
[[nodiscard]] bool isNotFound(const ChatError &error);

/// `answered` means that part of the answer had arrived.
[[nodiscard]] ErrorText describe(const ChatError &error, const Gateway &gateway, bool answered = false);

/// The same of an endpoint that is no chat. `reached`: the server began to answer, so its address is right.
/// `kept`: part of the answer is shown.
[[nodiscard]] ErrorText describeOfEndpoint(
    const ChatError &error, const Gateway &gateway, bool reached, bool kept);

} // namespace Parlance
