// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/roraosendpoint.h"

#include "demo/forms/chatcompletionserrors.h"
#include "demo/server/demokeys.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

CompletionTraits developerTraits()
{
    return {.form = &roraOsForm(),
        .models = roraOsModels(),
        .defaults = {.model = u"gemini-2.5-flash"_s, .maxTokens = 4096}, // RO-12, RO-15
        .unknownModelStatus = 400};                                      // RO-23
}

CompletionTraits agentTraits()
{
    return {.form = &roraOsForm(),
        .models = {},
        .defaults = {.model = u"agent"_s, .maxTokens = 4096},
        .systemPrompt =
            u"You are the privacy agent of Parlance. Answer questions about keys and privacy, and only "
            "from what you know."_s};
}

Persona privacyAgent()
{
    return {
        .self =
            u"I am the privacy agent of the embedded demo gateway, not a model. I know one chapter of the "
            "handbook of Parlance, and nothing else."_s,
        .greeting =
            u"I am the privacy agent of the embedded demo gateway. I am not a model: I know one chapter of "
            "the handbook and answer from it, whatever model or system prompt you send."_s,
        .example = u"Where is my conversation saved?"_s,
        .opening = u"Here is what I know about %1:"_s,
        .signature =
            u"*Privacy agent of the embedded demo gateway: it knows one chapter, and is not a model.*"_s};
}

DemoResponse wrongKey(QByteArrayView right, const QString &api)
{
    const QString words = u"Invalid or missing API key. The demo's key for the %1 is %2"_s;
    return roraOsForm().refuse({.status = 401, .message = words.arg(api, QLatin1StringView(right))}, {});
}

} // namespace

RoraOsEndpoint::RoraOsEndpoint(const Composer *composer, const DemoSettings &settings)
    : m_agent(Handbook::builtIn(u"*-keys-and-privacy.md"_s), privacyAgent())
    , m_developerApi(composer, settings, developerTraits())
    , m_agentApi(&m_agent, settings, agentTraits())
{
}

QList<Route> RoraOsEndpoint::routes()
{
    const auto developer = [this](const DemoRequest &request) {
        return bearerKey(request) == DemoKeys::RoraOs ? m_developerApi.answerTo(request)
                                                      : wrongKey(DemoKeys::RoraOs, u"Developer API"_s);
    };
    const auto agent = [this](const DemoRequest &request) {
        return bearerKey(request) == DemoKeys::RoraOsAgent ? m_agentApi.answerTo(request)
                                                           : wrongKey(DemoKeys::RoraOsAgent, u"Agent API"_s);
    };
    return {{u"/api/v1/chat"_s, "POST", developer, &roraOsForm()},
        {u"/api/v1/agents/chat"_s, "POST", agent, &roraOsForm()}};
}

} // namespace Parlance::Demo
