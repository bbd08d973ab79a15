// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance {

/// Cells of the matrix that are known to fail, and why. What is repaired is taken off; an empty list is the
/// aim.
struct Unrepaired
{
    QString faults;  ///< a regular expression for the whole name of a fault
    QString columns; ///< the same for a column, such as "cc/s"
    QString reason;
};

inline const QList<Unrepaired> KnownUnrepaired{
    // NOLINT(*-statically-constructed-objects)
    {QStringLiteral("205-without-length"), QStringLiteral(".*"),
        QStringLiteral("Qt may lose a head without a length if the connection closes right behind it")},
};

} // namespace Parlance
