// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/mcpservers.h"
#include "workspace/preset.h"

namespace Parlance {

class Lane;

/// The lanes of a page.
using LaneList = QList<Lane *>;

/// Without those that play a capture.
[[nodiscard]] LaneList askable(LaneList lanes);
[[nodiscard]] bool isAnyBusy(const LaneList &lanes);
/// True if the newest answer of a lane has failed.
[[nodiscard]] bool hasAnyFailed(const LaneList &lanes);
[[nodiscard]] bool isAnySpokenTo(const LaneList &lanes);
/// Those whose gateway the catalog has.
[[nodiscard]] QList<LaneSetup> known(QList<LaneSetup> lanes, const Catalog &catalog);
[[nodiscard]] bool haveSameParameters(const QList<LaneSetup> &lanes);
/// A lane's name, with its index if others have the same name.
[[nodiscard]] QString nameAmong(const LaneList &lanes, const Lane *lane);
/// The first tier of the lane's gateway that no lane has; the lane's own choice if there is none.
[[nodiscard]] LaneChoice nextChoice(const LaneList &lanes, const Lane &lane);

/// The first lane that lacks the model it needs; null if there is none.
[[nodiscard]] Lane *firstWithoutModel(const LaneList &lanes);
/// True if the lane's extra JSON, its schema, its tools or its MCP servers cannot be sent.
[[nodiscard]] bool hasUnsentParameters(const Lane &lane);
/// The first such lane; null if there is none.
[[nodiscard]] Lane *firstUnread(const LaneList &lanes);
/// Why that is so; empty if all can be sent. `name` is the lane's if the parameters are its own; empty if all
/// lanes share them.
[[nodiscard]] QString problemOfParameters(const Lane &lane, const QString &name);
/// The problem of tools that the lane's gateway takes.
[[nodiscard]] std::optional<ToolProblem> problemOfTools(const Lane &lane);
/// The same for the MCP servers.
[[nodiscard]] std::optional<McpProblem> problemOfServers(const Lane &lane);

} // namespace Parlance
