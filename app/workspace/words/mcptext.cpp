// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/mcptext.h"

using namespace Qt::StringLiterals;

namespace Parlance {

QString McpText::problem(const McpProblem &problem)
{
    switch (problem.kind) {
    case McpProblem::Kind::BadName:
        return tr("Use 1 to 64 of A–Z, a–z, 0–9, _ and -");
    case McpProblem::Kind::SameName:
        return tr("Another server has this name");
    case McpProblem::Kind::BadUrl:
        return tr("Enter an address that begins with https:// and a host name");
    }
    Q_UNREACHABLE_RETURN({});
}

QString McpText::problemOfToken(const QString &token)
{
    if (token.isEmpty())
        return tr("The token is missing: presets and settings never keep it.");
    if (!isMcpToken(token))
        return tr("Not sent: a token needs at least 8 ASCII characters and no blanks.");
    return {};
}

QString McpText::takers(const QList<Gateway> &gateways)
{
    QStringList without;
    QStringList documented;
    QStringList undocumented;
    for (const Gateway &gateway : gateways) {
        QStringList &names = !takesMcp(gateway) ? without : documentsMcp(gateway) ? documented : undocumented;
        names << gateway.fullName();
    }
    QStringList sentences;
    if (!documented.isEmpty())
        sentences
            << tr("Not documented in detail by %1: this is Anthropic's form.").arg(documented.join(u", "_s));
    if (!undocumented.isEmpty())
        sentences << tr("Not documented by %1: this is Anthropic's form.").arg(undocumented.join(u", "_s));
    if (!without.isEmpty())
        sentences
            << tr("Not sent to %1: requests there have no field for MCP servers.").arg(without.join(u", "_s));
    return sentences.join(u' ');
}

} // namespace Parlance
