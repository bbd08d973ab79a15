// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/keyheader.h"

namespace Parlance {

RawHeaders keyHeader(Auth auth, const Secret &key)
{
    if (key.isEmpty() || auth == Auth::None)
        return {};
    const QByteArray value = key.reveal().toByteArray();
    if (auth == Auth::Bearer)
        return {{"Authorization", "Bearer " + value}};
    return {{"x-api-key", value}};
}

} // namespace Parlance
