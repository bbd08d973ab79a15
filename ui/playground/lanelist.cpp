// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/lanelist.h"

#include "chat/visibletext.h"
#include "client/chatsession.h"
#include "ui/playground/lane.h"
#include "workspace/words/extrajsontext.h"
#include "workspace/words/mcptext.h"
#include "workspace/words/schematext.h"
#include "workspace/words/tooltext.h"

#include <algorithm>

namespace Parlance {

namespace {

Lane *firstThat(const LaneList &lanes, const auto &fits)
{
    const auto found = std::ranges::find_if(lanes, fits);
    return found == lanes.cend() ? nullptr : *found;
}

} // namespace

LaneList askable(LaneList lanes)
{
    lanes.removeIf([](const Lane *lane) { return lane->connection()->isReplay(); });
    return lanes;
}

bool isAnyBusy(const LaneList &lanes)
{
    return std::ranges::any_of(lanes, [](const Lane *lane) { return lane->session()->isBusy(); });
}

bool hasAnyFailed(const LaneList &lanes)
{
    return std::ranges::any_of(lanes, [](const Lane *lane) {
        const Conversation &conversation = lane->session()->conversation();
        return !conversation.isEmpty() &&
               conversation.turn(conversation.last()).reply().state == Reply::State::Failed;
    });
}

QList<LaneSetup> known(QList<LaneSetup> lanes, const Catalog &catalog)
{
    lanes.removeIf([&catalog](const LaneSetup &lane) { return !catalog.find(lane.choice.gateway); });
    return lanes;
}

bool haveSameParameters(const QList<LaneSetup> &lanes)
{
    return std::ranges::all_of(
        lanes, [&lanes](const LaneSetup &lane) { return lane.parameters == lanes.first().parameters; });
}

bool isAnySpokenTo(const LaneList &lanes)
{
    return std::ranges::any_of(
        lanes, [](const Lane *lane) { return !lane->session()->conversation().isEmpty(); });
}

QString nameAmong(const LaneList &lanes, const Lane *lane)
{
    const QString name = lane->connection()->name();
    const auto namesakes = std::ranges::count_if(
        lanes, [&name](const Lane *other) { return other->connection()->name() == name; });
    return namesakes > 1 ? Lane::tr("%1 (lane %2)").arg(name).arg(lanes.indexOf(lane) + 1) : name;
}

LaneChoice nextChoice(const LaneList &lanes, const Lane &lane)
{
    LaneChoice choice = lane.choice();
    for (const Tier &tier : lane.gateway().tiers) {
        choice.model = tier.model;
        if (std::ranges::none_of(lanes, [&choice](const Lane *other) { return other->choice() == choice; }))
            return choice;
    }
    return lane.choice();
}

Lane *firstWithoutModel(const LaneList &lanes)
{
    return firstThat(lanes, [](const Lane *lane) { return lane->connection()->lacksModel(); });
}

Lane *firstUnread(const LaneList &lanes)
{
    return firstThat(lanes, [](const Lane *lane) { return hasUnsentParameters(*lane); });
}

std::optional<ToolProblem> problemOfTools(const Lane &lane)
{
    return takesParameter(lane.gateway(), ParameterName::Tools)
               ? problemOf(lane.parameters().tools, lane.parameters().variables)
               : std::nullopt;
}

std::optional<McpProblem> problemOfServers(const Lane &lane)
{
    return takesMcp(lane.gateway()) ? problemOf(lane.parameters().tools.servers) : std::nullopt;
}

bool hasUnsentParameters(const Lane &lane)
{
    return !problemOfParameters(lane, {}).isEmpty();
}

QString problemOfParameters(const Lane &lane, const QString &name)
{
    if (const QString reason = describeExtraProblem(lane.parameters().extra); !reason.isEmpty())
        return name.isEmpty()
                   ? Lane::tr("The extra JSON in the parameters cannot be sent. %1.").arg(reason)
                   : Lane::tr("The extra JSON in the parameters of %1 cannot be sent. %2.").arg(name, reason);
    if (const QString reason = describeFormatProblem(lane.parameters().format); !reason.isEmpty())
        return name.isEmpty()
                   ? Lane::tr("The schema in the parameters cannot be sent. %1.").arg(reason)
                   : Lane::tr("The schema in the parameters of %1 cannot be sent. %2.").arg(name, reason);
    if (const auto problem = problemOfTools(lane)) {
        const LaneTools &tools = lane.parameters().tools;
        const QString tool = visibleLine(tools.list.at(problem->tool).name);
        const QString reason = describeToolProblem(*problem, tools);
        return name.isEmpty() ? Lane::tr("The tool “%1” cannot be sent. %2.").arg(tool, reason)
                              : Lane::tr("The tool “%1” of %2 cannot be sent. %3.").arg(tool, name, reason);
    }
    if (const auto problem = problemOfServers(lane)) {
        const QString server = visibleLine(lane.parameters().tools.servers.at(problem->server).name);
        const QString reason = McpText::problem(*problem);
        return name.isEmpty()
                   ? Lane::tr("The MCP server “%1” cannot be sent. %2.").arg(server, reason)
                   : Lane::tr("The MCP server “%1” of %2 cannot be sent. %3.").arg(server, name, reason);
    }
    return lane.connection()->isReplay() ? QString()
                                         : describeFormatRefusal(lane.parameters().format, lane.gateway());
}

} // namespace Parlance
