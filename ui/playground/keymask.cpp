// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/keymask.h"

#include "client/chatclient.h"
#include "client/targetresolver.h"

namespace Parlance {

CopyMask keyMaskOf(ChatClient *client, const TargetResolver *resolver)
{
    return [client, resolver](const QString &text) {
        return redactionOf(client->calls(), *resolver).of(text);
    };
}

} // namespace Parlance
