// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/json.h"
#include "workspace/preflight/rules.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = Finding::Kind;
using Place = Finding::Place;
using Found = std::optional<QStringList>;
using Facts = PreflightFacts;

/// What the user wrote; what the profile adds to every request is not asked about.
std::optional<JsonDocument> extraOf(const Facts &facts)
{
    auto document = JsonDocument::read(facts.parameters.extra.toUtf8());
    const bool isObject = document && document->root().kind() == JsonValueView::Kind::Object;
    return isObject ? std::optional(*std::move(document)) : std::nullopt;
}

QStringList namesIn(const Facts &facts)
{
    QStringList names;
    if (const auto extra = extraOf(facts)) {
        for (const JsonValueView &member : extra->root().children())
            names << member.name();
    }
    return names;
}

bool has(const Facts &facts, const QString &name)
{
    return namesIn(facts).contains(name);
}

double numberIn(const Facts &facts, QStringView name)
{
    const auto extra = extraOf(facts);
    const auto member = extra ? extra->root().member(name) : std::nullopt;
    return member ? member->text().toByteArray().toDouble() : 0;
}

/// The fields of the dialect that the panel's values go to.
QStringList sentFields(const Facts &facts)
{
    QStringList fields;
    for (const ChatParameter &parameter : chatParameters()) {
        if (!parameter.value(facts.request).isUndefined())
            fields << QString(parameter.name);
    }
    if (facts.isDialect("messages"_L1))
        fields.replaceInStrings(u"stop"_s, u"stop_sequences"_s);
    if (!facts.request.system.isEmpty() && !facts.isDialect("chat-completions"_L1))
        fields << u"system"_s;
    if (!facts.request.tools.isEmpty() || !facts.request.mcpServers.isEmpty())
        fields << u"tools"_s;
    if (!facts.request.mcpServers.isEmpty())
        fields << u"mcp_servers"_s;
    if (!facts.request.format.isText() && facts.isDialect("chat-completions"_L1))
        fields << u"response_format"_s;
    const bool hasOutput = !facts.request.reasoningEffort.isEmpty() ||
                           facts.request.format.kind == AnswerFormat::Kind::JsonSchema;
    if (hasOutput && facts.isDialect("messages"_L1))
        fields << u"output_config"_s;
    return fields;
}

Found overrides(const Facts &facts)
{
    const QStringList sent = sentFields(facts);
    for (const QString &name : namesIn(facts)) {
        if (sent.contains(name))
            return QStringList{name};
    }
    return {};
}

/// The parameter of the panel goes: what is written stays.
void clearOverridden(LaneParameters &parameters, const Facts &facts)
{
    QStringList names = namesIn(facts);
    names.removeIf([sent = sentFields(facts)](const QString &name) { return !sent.contains(name); });
    const auto isWritten = [&](const ChatParameter &parameter) {
        return names.contains(QString(parameter.name)) ||
               (parameter.name == ParameterName::Stop && names.contains("stop_sequences"_L1)) ||
               (parameter.name == ParameterName::ReasoningEffort && names.contains("output_config"_L1));
    };
    clearValues(parameters.values, isWritten);
    if (names.contains("system"_L1))
        parameters.system.clear();
    if (names.contains("response_format"_L1) || names.contains("output_config"_L1))
        parameters.format = {};
    if (names.contains("tools"_L1)) // those of MCP servers, too
        parameters.tools = {};
    if (names.contains("mcp_servers"_L1))
        parameters.tools.servers.clear();
}

Found doubled(const Facts &facts)
{
    QStringList names = namesIn(facts);
    names.sort();
    const auto twice = std::ranges::adjacent_find(names);
    return twice == names.end() ? std::nullopt : Found({*twice});
}

const QStringList &completionFields()
{
    static const QStringList fields{u"temperature"_s, u"top_p"_s, u"max_tokens"_s, u"max_completion_tokens"_s,
        u"stop"_s, u"n"_s, u"seed"_s, u"frequency_penalty"_s, u"presence_penalty"_s, u"logit_bias"_s,
        u"logprobs"_s, u"top_logprobs"_s, u"response_format"_s, u"reasoning_effort"_s, u"verbosity"_s,
        u"service_tier"_s, u"stream_options"_s, u"tools"_s, u"tool_choice"_s, u"parallel_tool_calls"_s,
        u"user"_s, u"metadata"_s, u"store"_s, u"modalities"_s, u"audio"_s, u"prediction"_s,
        u"prompt_cache_key"_s, u"web_search_options"_s, u"top_k"_s, u"min_p"_s, u"repetition_penalty"_s};
    return fields;
}

const QStringList &messagesFields()
{
    static const QStringList fields{u"temperature"_s, u"top_p"_s, u"top_k"_s, u"max_tokens"_s,
        u"stop_sequences"_s, u"system"_s, u"thinking"_s, u"tools"_s, u"tool_choice"_s, u"metadata"_s,
        u"service_tier"_s, u"mcp_servers"_s, u"output_config"_s, u"container"_s, u"context_management"_s};
    return fields;
}

const QStringList &fieldsOf(const Facts &facts)
{
    return facts.isDialect("messages"_L1) ? messagesFields() : completionFields();
}

QString letters(const QString &name)
{
    QString letters = name.toLower();
    letters.remove(u'_').remove(u'-');
    return letters;
}

/// True if one letter was left out, added or changed, or two neighbours were swapped.
bool isOneSlipAway(const QString &one, const QString &other)
{
    if (std::abs(one.size() - other.size()) > 1 || one == other)
        return false;
    const auto [left, right] = std::ranges::mismatch(one, other);
    const QStringView rest(left, one.end());
    const QStringView otherRest(right, other.end());
    const bool swapped = rest.size() > 1 && otherRest.size() > 1 && rest.at(0) == otherRest.at(1) &&
                         rest.at(1) == otherRest.at(0) && rest.sliced(2) == otherRest.sliced(2);
    return swapped || rest.sliced(qMin<qsizetype>(1, rest.size())) == otherRest ||
           rest == otherRest.sliced(qMin<qsizetype>(1, otherRest.size())) ||
           (!rest.isEmpty() && !otherRest.isEmpty() && rest.sliced(1) == otherRest.sliced(1));
}

Found misspelt(const Facts &facts)
{
    constexpr int shortest = 4; // of two letters any other is one slip away
    const QStringList &known = fieldsOf(facts);
    for (const QString &name : namesIn(facts)) {
        if (known.contains(name) || name.size() < shortest)
            continue;
        const auto meant = std::ranges::find_if(known, [&name](const QString &field) {
            return letters(field) == letters(name) || isOneSlipAway(name.toLower(), field);
        });
        if (meant != known.end())
            return QStringList{name, *meant};
    }
    return {};
}

/// Only what no server of the one protocol is known to take from the other.
Found ofOtherProtocol(const Facts &facts)
{
    static const QStringList ofMessages{u"stop_sequences"_s, u"mcp_servers"_s, u"output_config"_s,
        u"anthropic_version"_s, u"context_management"_s};
    static const QStringList ofCompletions{u"stop"_s, u"frequency_penalty"_s, u"presence_penalty"_s,
        u"logprobs"_s, u"top_logprobs"_s, u"logit_bias"_s, u"response_format"_s, u"max_completion_tokens"_s,
        u"seed"_s, u"reasoning_effort"_s, u"verbosity"_s, u"stream_options"_s, u"parallel_tool_calls"_s,
        u"user"_s, u"store"_s};
    const bool isMessages = facts.isDialect("messages"_L1);
    if (!isMessages && !facts.isDialect("chat-completions"_L1))
        return {};
    for (const QString &name : namesIn(facts)) {
        if ((isMessages ? ofCompletions : ofMessages).contains(name))
            return QStringList{name};
    }
    return {};
}

/// Servers that do not document `n` refuse it or send one answer all the same.
Found severalAnswers(const Facts &facts)
{
    const double count = numberIn(facts, u"n");
    return foundIf(count > 1 && !facts.target.gateway.parameter(u"n"), {facts.target.gateway.fullName()});
}

Found twoLimits(const Facts &facts)
{
    const bool isSet = facts.request.maxTokens || has(facts, u"max_tokens"_s);
    return foundIf(isSet && has(facts, u"max_completion_tokens"_s));
}

Found usageWithoutStream(const Facts &facts)
{
    const bool streams = facts.request.sendsStream && facts.request.stream;
    return foundIf(!streams && has(facts, u"stream_options"_s));
}

Found biasRange(const Facts &facts)
{
    const auto extra = extraOf(facts);
    const auto bias = extra ? extra->root().member(u"logit_bias") : std::nullopt;
    if (!bias)
        return {};
    for (const JsonValueView &token : bias->children()) {
        constexpr double most = 100;
        if (std::abs(token.text().toByteArray().toDouble()) > most)
            return QStringList{token.name(), QString::fromUtf8(token.text())};
    }
    return {};
}

} // namespace

std::span<const PreflightRule> extraRules()
{
    static constexpr std::array rules{
        PreflightRule{Kind::ExtraOverrides, Place::ExtraJson, overrides, clearOverridden},
        PreflightRule{Kind::ExtraDoubled, Place::ExtraJson, doubled},
        PreflightRule{Kind::ExtraMisspelt, Place::ExtraJson, misspelt},
        PreflightRule{Kind::ExtraOfOtherProtocol, Place::ExtraJson, ofOtherProtocol},
        PreflightRule{Kind::ExtraSeveralAnswers, Place::ExtraJson, severalAnswers},
        PreflightRule{Kind::ExtraTwoLimits, Place::ExtraJson, twoLimits,
            [](LaneParameters &parameters, const Facts &) {
                parameters.values.maxTokens.reset();
            }},
        PreflightRule{Kind::ExtraUsageWithoutStream, Place::ExtraJson, usageWithoutStream,
            [](LaneParameters &parameters, const Facts &) {
                parameters.stream = true;
            }},
        PreflightRule{Kind::ExtraBiasRange, Place::ExtraJson, biasRange},
    };
    return rules;
}

} // namespace Parlance
