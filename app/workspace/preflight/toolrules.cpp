// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/json.h"
#include "workspace/preflight/rules.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = Finding::Kind;
using Place = Finding::Place;
using Found = std::optional<QStringList>;
using Facts = PreflightFacts;

constexpr int MostTools = 128; ///< of OpenAI

int longestName(const Facts &facts)
{
    return facts.isDialect("messages"_L1) ? 128 : 64;
}

bool hasTools(const Facts &facts)
{
    return !facts.request.tools.isEmpty() || !facts.request.mcpServers.isEmpty();
}

Found undocumented(const Facts &facts)
{
    return foundIf(!facts.request.tools.isEmpty() && !facts.target.gateway.parameter(u"tools"),
        {facts.target.gateway.fullName()});
}

Found tooMany(const Facts &facts)
{
    return foundIf(facts.request.tools.size() > MostTools,
        {QString::number(facts.request.tools.size()), QString::number(MostTools)});
}

Found nameInvalid(const Facts &facts)
{
    static const QRegularExpression allowed(u"\\A[a-zA-Z0-9_-]+\\z"_s);
    for (const Tool &tool : facts.request.tools) {
        if (!allowed.match(tool.name).hasMatch() || tool.name.size() > longestName(facts))
            return QStringList{tool.name, QString::number(longestName(facts))};
    }
    return {};
}

Found nameDoubled(const Facts &facts)
{
    for (const Tool &tool : facts.request.tools) {
        if (std::ranges::count(facts.request.tools, tool.name, &Tool::name) > 1)
            return QStringList{tool.name};
    }
    return {};
}

/// The schema of the arguments is an object's.
bool isObjectSchema(const QByteArray &schema)
{
    if (schema.isEmpty())
        return true;
    const auto document = JsonDocument::read(schema);
    if (!document || document->root().kind() != JsonValueView::Kind::Object)
        return false;
    const auto type = document->root().member(u"type");
    return type && type->string() == "object"_L1;
}

Found schemaInvalid(const Facts &facts)
{
    const auto invalid = std::ranges::find_if_not(facts.request.tools, isObjectSchema, &Tool::schema);
    return invalid == facts.request.tools.end() ? std::nullopt : Found({invalid->name});
}

bool namesATool(const QString &choice)
{
    return !QStringList{QString(), u"auto"_s, u"none"_s, u"required"_s}.contains(choice);
}

Found choiceUnknown(const Facts &facts)
{
    const ChatRequest &request = facts.request;
    return foundIf(namesATool(request.toolChoice) && !request.tools.isEmpty() &&
                       !std::ranges::contains(request.tools, request.toolChoice, &Tool::name),
        {request.toolChoice});
}

Found choiceAlone(const Facts &facts)
{
    return foundIf(!facts.request.toolChoice.isEmpty() && !hasTools(facts), {facts.request.toolChoice});
}

Found forcedWithThinking(const Facts &facts)
{
    const QString &choice = facts.request.toolChoice;
    return foundIf(facts.isDialect("messages"_L1) && facts.request.thinkingTokens && hasTools(facts) &&
                   (namesATool(choice) || choice == "required"_L1));
}

Found parallelAlone(const Facts &facts)
{
    return foundIf(facts.request.parallelToolCalls && !hasTools(facts));
}

} // namespace

std::span<const PreflightRule> toolRules()
{
    static constexpr std::array rules{
        PreflightRule{Kind::ToolsUndocumented, Place::Parameters, undocumented},
        PreflightRule{Kind::TooManyTools, Place::Parameters, tooMany},
        PreflightRule{Kind::ToolNameInvalid, Place::Parameters, nameInvalid},
        PreflightRule{Kind::ToolNameDoubled, Place::Parameters, nameDoubled},
        PreflightRule{Kind::ToolSchemaInvalid, Place::Parameters, schemaInvalid},
        PreflightRule{Kind::ToolChoiceUnknown, Place::Parameters, choiceUnknown},
        PreflightRule{Kind::ToolChoiceAlone, Place::Parameters, choiceAlone},
        PreflightRule{Kind::ForcedToolWithThinking, Place::Parameters, forcedWithThinking,
            [](LaneParameters &parameters, const Facts &) {
                parameters.values.thinkingTokens.reset();
            }},
        PreflightRule{Kind::ParallelCallsAlone, Place::Parameters, parallelAlone,
            [](LaneParameters &parameters, const Facts &) {
                parameters.values.parallelToolCalls.reset();
            }},
    };
    return rules;
}

} // namespace Parlance
