// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Parlance {

/// A failure that the embedded gateway produces on demand.
struct Fault
{
    QString name; ///< as the request header spells it
    QString description;
};

} // namespace Parlance
