// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanechoice.h"

#include <QDebug>

using namespace Qt::StringLiterals;

namespace Parlance {

QString LaneChoice::toString() const
{
    return u"%1 %2 %3"_s.arg(gateway, mode == Connections::Mode::Live ? u"live"_s : u"demo"_s, model).trimmed();
}

std::optional<LaneChoice> LaneChoice::fromString(QStringView text)
{
    const QStringList parts = text.toString().split(u' ');
    if (parts.size() < 2 || (parts.at(1) != u"live" && parts.at(1) != u"demo"))
        return std::nullopt;
    return LaneChoice{.gateway = parts.at(0),
        .model = parts.mid(2).join(u' '),
        .mode = parts.at(1) == u"live" ? Connections::Mode::Live : Connections::Mode::Demo};
}

QDebug operator<<(QDebug debug, const LaneChoice &choice)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << choice.toString();
}

} // namespace Parlance
