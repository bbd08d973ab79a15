// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/completionservice.h"

#include "demo/answers/assistant.h"
#include "demo/forms/chatcompletionsanswer.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

/// Of the answers by a schema that is not strict, every third comes in a code fence.
constexpr quint64 LooseEvery = 3;

const Tier &onlyTier()
{
    static const Tier tier{
        .id = u"agent"_s, .depth = {.passages = 2}, .pace = {.firstToken = 250ms, .perToken = 9ms}};
    return tier;
}

void useSystemPrompt(ChatRequest &chat, const QString &prompt)
{
    chat.messages.removeIf([](const Message &message) { return message.role == Role::System; });
    chat.messages.prepend(Message::of(Role::System, prompt));
}

} // namespace

CompletionService::CompletionService(
    const Composer *composer, const DemoSettings &settings, const CompletionTraits &traits)
    : m_composer(composer)
    , m_traits(traits)
    , m_calendar(settings.calendar)
    , m_speed(settings.speed)
{
}

DemoResponse CompletionService::answerTo(const DemoRequest &request)
{
    auto asked = readCompletionRequest(request.body, m_traits.defaults);
    if (!asked)
        return m_traits.form->refuse(asked.error(), demoId(u"req"_s, request));
    const Tier *tier = tierFor(asked->chat.model);
    if (!tier)
        return unknownModel(asked->chat.model, request);
    if (!m_traits.systemPrompt.isEmpty())
        useSystemPrompt(asked->chat, m_traits.systemPrompt);
    return said(*asked, *tier, request);
}

const Tier *CompletionService::tierFor(const QString &model) const
{
    return m_traits.models.empty() ? &onlyTier() : findModel(m_traits.models, model);
}

DemoResponse CompletionService::unknownModel(const QString &model, const DemoRequest &request) const
{
    QStringList known;
    for (const Model &each : m_traits.models)
        known += each.tier.id;
    const QString words = u"The model `%1` does not exist. There are %2"_s;
    return m_traits.form->refuse({.status = m_traits.unknownModelStatus,
                                     .message = words.arg(model, known.join(u", "_s)),
                                     .code = u"model_not_found"_s,
                                     .field = u"model"_s},
        demoId(u"req"_s, request));
}

DemoResponse CompletionService::said(
    const CompletionRequest &asked, const Tier &tier, const DemoRequest &request)
{
    Completion completion;
    completion.id = u"chatcmpl-demo%1"_s.arg(request.number);
    completion.created =
        std::chrono::duration_cast<std::chrono::seconds>(m_calendar().time_since_epoch()).count();
    completion.model = tier.id;
    completion.choices = replies(*m_composer, asked.chat, tier.depth,
        {.toolChoice = asked.toolChoice,
            .callId = demoId(u"call"_s, request),
            .isLoose = !asked.chat.format.strict && request.number % LooseEvery == 0});
    completion.usage = counted(asked.chat, completion.choices);
    if (asked.chat.logprobs.value_or(false))
        completion.alternatives = asked.chat.topLogprobs.value_or(0);
    if (m_traits.cachesPrompts)
        completion.usage.cached = m_cache.cachedTokens(asked.chat.messages);
    const Pace pace = tier.pace.scaled(m_speed);
    const bool usage = asked.includeUsage && m_traits.usageInStream;
    return asked.chat.stream
               ? streamedCompletion(completion, pace, {.bare = m_traits.bareChunks, .usage = usage})
               : plainCompletion(completion, pace);
}

} // namespace Parlance::Demo
