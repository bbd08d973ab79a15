// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

namespace Parlance::Test {

/// A call to `model` with this reply and without bytes.
[[nodiscard]] inline std::shared_ptr<Call> answeredCall(const Reply &reply, const QString &model = {})
{
    auto call = std::make_shared<Call>();
    call->request.model = model;
    call->reply = reply;
    return call;
}

} // namespace Parlance::Test
