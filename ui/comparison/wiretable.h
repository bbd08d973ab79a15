// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "measure/plaintable.h"

#include <QCoreApplication>

namespace Parlance {

/// One lane's request and answer as they are on the wire.
struct WireLane
{
    QString name;
    std::shared_ptr<const Call> call; ///< has a dialect
    QString outcome = {};             ///< the outcome in words
};

/// How several lanes spell the same things: one row per thing, one column per lane.
class WireTable
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::WireTable)

public:
    /// A part of the table, with a title and rows.
    struct Part
    {
        QString title;
        PlainTable table;
    };

    /// The request and the answer, without keys.
    [[nodiscard]] static QList<Part> of(const QList<WireLane> &lanes, const Redaction &redaction);
    /// False for a cell that only says that it has no value.
    [[nodiscard]] static bool isSpelled(const QString &cell);
};

} // namespace Parlance
