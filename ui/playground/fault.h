// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <algorithm>

namespace Parlance {

/// A failure that the embedded gateway produces on demand.
struct Fault
{
    QString name; ///< as the request header spells it
    QString description;
    QString path = {}; ///< of the only endpoint that knows it; empty for all
};

/// Those that the endpoint at this path knows, its own first; without a path, those that all know.
[[nodiscard]] inline QList<Fault> faultsAt(const QString &path, QList<Fault> faults)
{
    faults.removeIf([&path](const Fault &fault) { return !fault.path.isEmpty() && fault.path != path; });
    std::ranges::stable_sort(faults, {}, [](const Fault &fault) { return fault.path.isEmpty(); });
    return faults;
}

} // namespace Parlance
