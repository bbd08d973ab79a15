// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/redaction.h"
#include "measure/plaintable.h"
#include "wire/recording.h"

#include <QCoreApplication>

namespace Parlance {

/// One lane's request and its answer, as they go over the wire.
struct WireLane
{
    QString name;
    QString gateway;
    Target target;
    ChatRequest request;
    Recording answer;           ///< without a head if there is none
    QString outcome = {};       ///< what became of the request, in words
    QList<Secret> secrets = {}; ///< that any text may quote
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
    [[nodiscard]] static QList<Part> of(const QList<WireLane> &lanes);
    /// False for a cell that says only that there is nothing.
    [[nodiscard]] static bool isSpelled(const QString &cell);
};

} // namespace Parlance
