// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/inspectedcall.h"

#include <QMap>

namespace Parlance {

/// One call on the clock that all calls share.
struct Timeline
{
    enum class Stage { Connecting, Encrypted, Sent, Headers, FirstEvent, FirstCharacter, LastCharacter, End };
    struct Mark
    {
        Stage stage;
        Timing::Duration at;

        bool operator==(const Mark &) const = default;
    };

    QString name;
    Timing::Duration start{0};      ///< since the first call of the picture
    QList<Mark> marks;              ///< the stages that were reached, in order; times since the call's start
    QMap<Stage, QString> absent;    ///< why a stage of the connection has no time, as far as that is known
    QList<Timing::Duration> events; ///< arrival of each, since the call's start
    Timing::Duration age{0};        ///< of a running call, since its start

    /// Without a name and a start.
    [[nodiscard]] static Timeline of(const InspectedCall &call);
    [[nodiscard]] Timing::Duration end() const;
    /// The times between the events.
    [[nodiscard]] QList<Timing::Duration> gaps() const;
};

/// "connection opened", "first character".
[[nodiscard]] QString nameOf(Timeline::Stage stage);
/// "gaps between 240 events: p50 12 ms, p95 ..., p99 ..., longest 140 ms (before event 17)"; "one event, no
/// gaps"; empty without an event.
[[nodiscard]] QString gapText(const Timeline &timeline);

} // namespace Parlance
