// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/parametertext.h"

#include "gateways/laneparameters.h"

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
        {System, {Words::tr("System prompt"), Words::tr("What the model shall be and do")}},
        {Temperature, {Words::tr("Temperature")}},
        {TopP, {Words::tr("Top P")}},
        {MaxTokens, {Words::tr("Max tokens")}},
        {Thinking, {Words::tr("Thinking tokens")}},
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
        {Stop, {Words::tr("Stop at"), Words::tr("Texts that end the answer, one a line")}},
        {Variables, {Words::tr("Variables")}},
        {Extra, {Words::tr("Extra JSON"), Words::tr("{ \"top_k\": 40 }")}},
    };
    return texts.value(name);
}

} // namespace Parlance
