// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/proxysettings.h"

#include "workspace/appsettings.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr std::array<QStringView, 3> Names = {u"system", u"none", u"manual"}; // in the order of the enum

ProxyChoice::Kind kindOf(const QString &name)
{
    const auto place = std::ranges::find(Names, name);
    return place == Names.end() ? ProxyChoice::Kind::System
                                : static_cast<ProxyChoice::Kind>(place - Names.begin());
}

} // namespace

ProxyChoice keptProxies()
{
    return {.kind = kindOf(Settings::proxy().value()),
        .address = QUrl(Settings::proxyAddress().value()).adjusted(QUrl::RemovePassword),
        .password = {},
        .exceptions = Settings::proxyExceptions().value()};
}

void keep(const ProxyChoice &choice)
{
    Settings::proxy().set(Names.at(static_cast<size_t>(choice.kind)).toString());
    Settings::proxyAddress().set(choice.address.toString(QUrl::FullyEncoded | QUrl::RemovePassword));
    Settings::proxyExceptions().set(choice.exceptions);
}

} // namespace Parlance
