// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/lanechoice.h"

#include <QList>
#include <optional>

namespace Parlance {

class Lane;

/// What the lanes of a page are together.
using LaneList = QList<Lane *>;

[[nodiscard]] bool isAnyBusy(const LaneList &lanes);
[[nodiscard]] bool isAnySpokenTo(const LaneList &lanes);
/// The name of one of the lanes, with its place where another has the same.
[[nodiscard]] QString nameAmong(const LaneList &lanes, const Lane *lane);
/// The first tier of the lane's gateway that none of the lanes has; the lane's own choice if there is none.
[[nodiscard]] LaneChoice nextChoice(const LaneList &lanes, const Lane &lane);

/// The first of them that needs a model and has none; null if there is none.
[[nodiscard]] Lane *firstWithoutModel(const LaneList &lanes);
/// The first of them whose extra JSON cannot be read; null if there is none.
[[nodiscard]] Lane *firstUnread(const LaneList &lanes);
/// What keeps a lane's extra JSON from being read; it is `name`'s own, or with an empty name that of all
/// lanes.
[[nodiscard]] QString problemOfExtra(const Lane &lane, const QString &name);

/// How much of an input limit is used, in bytes.
struct InputUse
{
    qint64 used = 0;
    std::optional<qint64> limit;
};
/// That of the lane which is nearest to its limit; it speaks for all.
[[nodiscard]] InputUse tightestInput(const LaneList &lanes);

} // namespace Parlance
