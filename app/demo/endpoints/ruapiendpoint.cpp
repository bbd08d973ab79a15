// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/ruapiendpoint.h"

#include "demo/answers/assistant.h"
#include "demo/forms/chatcompletionserrors.h"
#include "demo/forms/messagesanswer.h"
#include "demo/forms/messageserrors.h"
#include "demo/forms/messagesrequest.h"
#include "demo/server/demokeys.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

Refusal wrongKey(bool given)
{
    const QString words = given ? u"Incorrect API key provided. The demo's key for RuAPI is %1"_s
                                : u"No API key provided. The demo's key for RuAPI is %1"_s;
    return {.status = 401, .message = words.arg(QLatin1StringView(DemoKeys::RuApi))};
}

/// The key in x-api-key or in Authorization: Bearer.
QByteArray eitherKey(const DemoRequest &request)
{
    const QByteArray own = request.headers.value("x-api-key").toByteArray().trimmed();
    return own.isEmpty() ? bearerKey(request) : own;
}

/// The list belongs to both protocols, so it accepts the key of either.
DemoResponse models(const DemoRequest &request)
{
    const QByteArray key = eitherKey(request);
    if (key != DemoKeys::RuApi)
        return chatCompletionsForm().refuse(wrongKey(!key.isEmpty()), {});
    return jsonResponse(200, modelList(ruApiModels()));
}

std::optional<Refusal> refusalOfHeaders(const DemoRequest &request)
{
    const QByteArray key = eitherKey(request); // RA-20
    if (key != DemoKeys::RuApi)
        return wrongKey(!key.isEmpty());
    if (request.headers.value("anthropic-version").isEmpty())
        return Refusal{.message = u"anthropic-version: header is required"_s};
    return std::nullopt;
}

/// Adds thinking time, for any model that is asked to think.
Pace withThinking(Pace pace)
{
    pace.thinking = std::max<std::chrono::microseconds>(pace.thinking, 1200ms);
    return pace;
}

} // namespace

RuApiEndpoint::RuApiEndpoint(const Composer *composer, const DemoSettings &settings)
    : m_composer(composer)
    , m_completions(composer, settings, {.form = &chatCompletionsForm(), .models = ruApiModels()})
    , m_speed(settings.speed)
{
}

QList<Route> RuApiEndpoint::routes()
{
    const auto complete = [this](const DemoRequest &request) {
        return completion(request);
    };
    const auto converse = [this](const DemoRequest &request) {
        return message(request);
    };
    return {{u"/v1/chat/completions"_s, "POST", complete, &chatCompletionsForm()},
        {u"/v1/messages"_s, "POST", converse, &messagesForm()},
        {u"/v1/models"_s, "GET", models, &chatCompletionsForm()}};
}

DemoResponse RuApiEndpoint::completion(const DemoRequest &request)
{
    const QByteArray key = bearerKey(request);
    if (key != DemoKeys::RuApi)
        return chatCompletionsForm().refuse(wrongKey(!key.isEmpty()), {});
    return m_completions.answerTo(request);
}

DemoResponse RuApiEndpoint::message(const DemoRequest &request) const
{
    const QString requestId = demoId(u"req"_s, request);
    if (const auto refusal = refusalOfHeaders(request))
        return messagesForm().refuse(*refusal, requestId);
    const auto asked = readMessagesRequest(request.body);
    if (!asked)
        return messagesForm().refuse(asked.error(), requestId);
    const Tier *tier = findModel(ruApiModels(), asked->chat.model);
    if (!tier)
        return messagesForm().refuse({.status = 404, .message = u"model: "_s + asked->chat.model}, requestId);
    Depth depth = tier->depth;
    depth.reasoning = asked->thinking;
    ClaudeMessage said{.id = demoId(u"msg"_s, request), .model = tier->id, .answer = {}, .usage = {}};
    const QList<Answer> answers = replies(*m_composer, asked->chat, depth,
        {.toolChoice = asked->toolChoice, .callId = demoId(u"toolu"_s, request)});
    said.answer = answers.constFirst();
    said.usage = counted(asked->chat, answers);
    const Pace pace = withThinking(tier->pace).scaled(m_speed);
    return asked->chat.stream ? streamedMessage(said, pace) : plainMessage(said, pace);
}

} // namespace Parlance::Demo
