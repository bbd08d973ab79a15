// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"
#include "gateways/mcpservers.h"

#include <QCoreApplication>

namespace Parlance {

/// The texts about MCP servers.
class McpText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::McpText)

public:
    /// What is wrong with a server, without a full stop.
    [[nodiscard]] static QString problem(const McpProblem &problem);
    /// What is wrong with a token as typed; empty if it can be sent.
    [[nodiscard]] static QString problemOfToken(const QString &token);
    /// Who of these gateways takes servers, and who documents them.
    [[nodiscard]] static QString takers(const QList<Gateway> &gateways);
};

} // namespace Parlance
