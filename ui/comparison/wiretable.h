// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "measure/plaintable.h"

#include <QCoreApplication>

namespace Parlance {

/// One lane's request and its answer, as they go over the wire.
struct WireLane
{
    QString name;
    std::shared_ptr<const Call> call; ///< with a dialect
    QString outcome = {};             ///< what became of it, in words
};

/// How several lanes spell the same things: a row for each thing, a column for each lane.
class WireTable
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::WireTable)

public:
    /// A part of the table has one title and its own rows.
    struct Part
    {
        QString title;
        PlainTable table;
    };

    /// The request and the answer. Never with a key.
    [[nodiscard]] static QList<Part> of(const QList<WireLane> &lanes, const Redaction &redaction);
    /// False for a cell that says only that there is nothing.
    [[nodiscard]] static bool isSpelled(const QString &cell);
};

} // namespace Parlance
