// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/pausedcall.h"

#include "chat/finishreason.h"
#include "wire/dialect.h"

namespace Parlance {

bool isPaused(const Call &call, const Choice &answer)
{
    return call.dialect && call.dialect->takesMcp() && call.reply.state == Reply::State::Complete &&
           isPause(answer.finishReason);
}

} // namespace Parlance
