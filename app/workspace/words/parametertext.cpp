// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/parametertext.h"

#include "gateways/laneparameters.h"
#include "wire/wirerequest.h"

#include <QCoreApplication>
#include <QHash>

namespace Parlance {

namespace {

struct ParameterWords
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ParameterWords)
};

} // namespace

ParameterText parameterText(QLatin1StringView name)
{
    using namespace ParameterName;
    using Words = ParameterWords;
    const QHash<QLatin1StringView, ParameterText> texts{
        {System, {Words::tr("System prompt"), Words::tr("How the model should behave")}},
        {Temperature, {Words::tr("Temperature")}},
        {TopP, {Words::tr("Top P")}},
        {MaxTokens, {Words::tr("Max tokens")}},
        {Thinking, {Words::tr("Thinking tokens")}},
        {ThinkingMode, {Words::tr("Thinking mode")}},
        {ThinkingDisplay, {Words::tr("Thinking display")}},
        {ReasoningEffort, {Words::tr("Reasoning effort")}},
        {Verbosity, {Words::tr("Verbosity")}},
        {Seed, {Words::tr("Seed")}},
        {FrequencyPenalty, {Words::tr("Frequency penalty")}},
        {PresencePenalty, {Words::tr("Presence penalty")}},
        {Logprobs, {Words::tr("Log probabilities")}},
        {TopLogprobs, {Words::tr("Top log probabilities")}},
        {ServiceTier, {Words::tr("Service tier")}},
        {ParallelToolCalls, {Words::tr("Parallel tool calls")}},
        {User, {Words::tr("User"), Words::tr("A name or an ID")}},
        {N, {Words::tr("Number of answers")}},
        {Stream, {Words::tr("Stream")}},
        {Stop, {Words::tr("Stop sequences"), Words::tr("One stop sequence per line")}},
        {LogitBias, {Words::tr("Logit bias"), Words::tr("50256: -100, one token and its bias per line")}},
        {Metadata, {Words::tr("Metadata"), Words::tr("project: docs, one name and its text per line")}},
        {CacheControl, {Words::tr("Prompt cache")}},
        {PromptCacheKey, {Words::tr("Prompt cache key"), Words::tr("A name or an ID")}},
        {Headers, {Words::tr("Extra headers"), Words::tr("X-Title: Docs, one per line")}},
        {Format, {Words::tr("JSON answer")}},
        {Variables, {Words::tr("Variables")}},
        {Extra, {Words::tr("Extra JSON"), Words::tr("{ \"top_k\": 40 }")}},
    };
    return texts.value(name);
}

QString problemOfLine(QLatin1StringView name, const QString &line)
{
    using Words = ParameterWords;
    const ChatParameter *parameter = findChatParameter(name);
    if (line.trimmed().isEmpty() || !parameter || !parameter->isPairs)
        return {};
    const auto pair = pairOf(line);
    if (!pair)
        return Words::tr("“%1” is not sent: write a name, a colon and a value").arg(line.trimmed());
    bool isNumber = true;
    if (name == ParameterName::LogitBias)
        (void)pair->second.toDouble(&isNumber);
    if (!isNumber)
        return Words::tr("“%1” is not sent: the bias of a token is a number").arg(line.trimmed());
    if (name == ParameterName::Headers && !extraHeader(line))
        return Words::tr(
            "The header “%1” is not sent: keys are set in Settings, and the connection sets its own "
            "headers")
            .arg(pair->first);
    return {};
}

} // namespace Parlance
