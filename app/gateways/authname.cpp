// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/authname.h"

using namespace Qt::StringLiterals;

namespace Parlance {

QStringList authNames()
{
    return {authName(Auth::None), authName(Auth::Bearer), authName(Auth::ApiKeyHeader)};
}

QString authName(Auth auth)
{
    switch (auth) {
    case Auth::None:
        return u"none"_s;
    case Auth::Bearer:
        return u"bearer"_s;
    case Auth::ApiKeyHeader:
        return u"api-key"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<Auth> authFromName(QStringView name)
{
    for (const Auth auth : {Auth::None, Auth::Bearer, Auth::ApiKeyHeader}) {
        if (authName(auth) == name)
            return auth;
    }
    return std::nullopt;
}

} // namespace Parlance
