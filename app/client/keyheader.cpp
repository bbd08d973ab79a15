// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/keyheader.h"

namespace Parlance {

WireHeaders keyHeader(Auth auth, const Secret &key)
{
    if (key.isEmpty() || auth == Auth::None)
        return {};
    if (auth == Auth::Bearer)
        return {{.name = "Authorization", .value = "Bearer ", .secret = key}};
    return {{.name = "x-api-key", .value = {}, .secret = key}};
}

} // namespace Parlance
