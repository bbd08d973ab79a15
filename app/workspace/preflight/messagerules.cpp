// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/serverblock.h"
#include "workspace/preflight/knownmodel.h"
#include "workspace/preflight/rules.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = Finding::Kind;
using Place = Finding::Place;
using Found = std::optional<QStringList>;
using Facts = PreflightFacts;

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

QString promptOf(const Facts &facts)
{
    return facts.request.messages.isEmpty() ? QString() : facts.request.messages.last().text();
}

bool endsWithUser(const Facts &facts)
{
    return !facts.request.messages.isEmpty() && facts.request.messages.last().role == Role::User;
}

/// True for the beginning of an answer. An answer with calls that the gateway made was paused, and goes on.
bool isPrefilled(const Facts &facts)
{
    const QList<Message> &messages = facts.request.messages;
    return !messages.isEmpty() && messages.last().role == Role::Assistant &&
           std::ranges::none_of(messages.last().parts, isServerPart);
}

bool isSent(const Part &part)
{
    return saysSomething(part) || isServerPart(part);
}

Found promptBlank(const Facts &facts)
{
    return foundIf(endsWithUser(facts) && facts.request.messages.last().isBlank());
}

/// FF-28.
Found promptTooLong(const Facts &facts)
{
    const auto limit = facts.target.gateway.limits.characters;
    const QString prompt = promptOf(facts);
    const auto characters = std::ranges::count_if(prompt, [](QChar c) { return !c.isLowSurrogate(); });
    return limit && characters > *limit
               ? Found({shownNumber(static_cast<double>(characters)), facts.target.gateway.fullName(),
                     shownNumber(static_cast<double>(*limit))})
               : std::nullopt;
}

Found brokenCharacter(const Facts &facts)
{
    return foundIf(!promptOf(facts).isValidUtf16() || !facts.request.system.isValidUtf16());
}

Found systemBlank(const Facts &facts)
{
    return foundIf(!facts.request.system.isEmpty() && isBlank(facts.request.system));
}

/// FF-13.
Found systemTwice(const Facts &facts)
{
    return foundIf(
        !facts.request.system.isEmpty() && std::ranges::contains(facts.request.messages, Role::System,
                                               [](const Message &one) { return one.role; }));
}

Found systemUnknown(const Facts &facts)
{
    return foundIf(!facts.request.system.isEmpty() && !KnownModel::of(facts.request.model).takesSystem,
        {facts.request.model});
}

/// A message of the conversation; the prompt has another rule.
Found messageBlank(const Facts &facts)
{
    if (!facts.isDialect("messages"_L1))
        return {};
    const QList<Message> &messages = facts.request.messages;
    for (qsizetype i = 0; i + 1 < messages.size(); ++i) {
        if (std::ranges::none_of(messages.at(i).parts, isSent))
            return QStringList{QString::number(i + 1)};
    }
    return {};
}

Found prefillEndsBlank(const Facts &facts)
{
    const QString text = promptOf(facts);
    return foundIf(
        facts.isDialect("messages"_L1) && isPrefilled(facts) && !text.isEmpty() && text.back().isSpace());
}

Found prefillWithThinking(const Facts &facts)
{
    return foundIf(facts.isDialect("messages"_L1) && isPrefilled(facts) && facts.request.thinkingTokens);
}

/// OpenAI refuses `json_object` unless the word JSON is in the messages.
Found jsonModeUnsaid(const Facts &facts)
{
    const bool isJson = facts.request.format.kind == AnswerFormat::Kind::JsonObject ||
                        facts.request.extra.contains("json_object");
    if (!facts.isDialect("chat-completions"_L1) || !isJson)
        return {};
    const auto says = [](const QString &text) {
        return text.contains("json"_L1, Qt::CaseInsensitive);
    };
    return foundIf(!says(facts.request.system) && std::ranges::none_of(facts.request.messages, says,
                                                      [](const Message &one) { return one.text(); }));
}

Found contextExceeded(const Facts &facts)
{
    const auto context = KnownModel::of(facts.request.model).context;
    if (!context || !facts.input)
        return {};
    const qint64 needed = facts.input->least + facts.request.maxTokens.value_or(0);
    return foundIf(needed > *context,
        {shownNumber(static_cast<double>(needed)), facts.request.model, shownNumber(*context)});
}

void clearSystem(LaneParameters &parameters, const Facts &)
{
    parameters.system.clear();
}

void clearThinking(LaneParameters &parameters, const Facts &)
{
    parameters.values.thinkingTokens.reset();
}

Found missing(const Facts &facts)
{
    return foundIf(!facts.variables.missing.isEmpty(), {facts.variables.missing.join(u", "_s)});
}

Found unused(const Facts &facts)
{
    return foundIf(!facts.variables.unused.isEmpty(), {facts.variables.unused.join(u", "_s)});
}

Found doubled(const Facts &facts)
{
    return foundIf(!facts.variables.doubled.isEmpty(), {facts.variables.doubled.join(u", "_s)});
}

} // namespace

std::span<const PreflightRule> messageRules()
{
    static constexpr std::array rules{
        PreflightRule{Kind::PromptBlank, Place::Prompt, promptBlank},
        PreflightRule{Kind::PromptTooLong, Place::Prompt, promptTooLong},
        PreflightRule{Kind::BrokenCharacter, Place::Prompt, brokenCharacter},
        PreflightRule{Kind::SystemBlank, Place::Parameters, systemBlank, clearSystem},
        PreflightRule{Kind::SystemTwice, Place::Parameters, systemTwice, clearSystem},
        PreflightRule{Kind::SystemUnknownToModel, Place::Parameters, systemUnknown, clearSystem},
        PreflightRule{Kind::MessageBlank, Place::Conversation, messageBlank},
        PreflightRule{Kind::PrefillEndsBlank, Place::Conversation, prefillEndsBlank},
        PreflightRule{Kind::PrefillWithThinking, Place::Parameters, prefillWithThinking, clearThinking},
        PreflightRule{Kind::JsonModeUnsaid, Place::Prompt, jsonModeUnsaid},
        PreflightRule{Kind::ContextExceeded, Place::Prompt, contextExceeded},
        PreflightRule{Kind::VariableMissing, Place::Variables, missing},
        PreflightRule{Kind::VariableUnused, Place::Variables, unused},
        PreflightRule{Kind::VariableDoubled, Place::Variables, doubled},
    };
    return rules;
}

} // namespace Parlance
