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

using Handler = std::function<DemoResponse(const DemoRequest &)>;

/// The handler, if the key is right.
Handler withKey(const Handler &handler)
{
    return [handler](const DemoRequest &request) {
        const QByteArray key = bearerKey(request);
        return key == DemoKeys::RuApi ? handler(request)
                                      : chatCompletionsForm().refuse(wrongKey(!key.isEmpty()), {});
    };
}

/// The list belongs to both protocols, so it accepts the key of either.
DemoResponse models(const DemoRequest &request)
{
    const QByteArray key = eitherKey(request);
    if (key != DemoKeys::RuApi)
        return chatCompletionsForm().refuse(wrongKey(!key.isEmpty()), {});
    return jsonResponse(200, modelList(ruApiModels(), ruApiEndpointModels()));
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
    , m_embeddings(settings)
    , m_images(settings)
    , m_speech(settings)
    , m_transcriptions(settings)
    , m_speed(settings.speed)
{
}

QList<Route> RuApiEndpoint::routes()
{
    const auto complete = [this](const DemoRequest &request) {
        return m_completions.answerTo(request);
    };
    const auto converse = [this](const DemoRequest &request) {
        return message(request);
    };
    return QList<Route>{{u"/v1/chat/completions"_s, "POST", withKey(complete), &chatCompletionsForm()},
               {u"/v1/messages"_s, "POST", converse, &messagesForm()},
               {u"/v1/models"_s, "GET", models, &chatCompletionsForm()}} +
           mediaRoutes();
}

QList<Route> RuApiEndpoint::mediaRoutes()
{
    const auto beside = [](const QString &path, const Handler &handler) {
        return Route{.path = path,
            .method = "POST",
            .answer = withKey(handler),
            .form = &chatCompletionsForm(),
            .beside = true};
    };
    const auto picture = [this](const DemoRequest &request) {
        return m_images.picture(request);
    };
    return {
        beside(u"/v1/embeddings"_s, [this](const auto &request) { return m_embeddings.answerTo(request); }),
        beside(
            u"/v1/images/generations"_s, [this](const auto &request) { return m_images.answerTo(request); }),
        beside(u"/v1/audio/speech"_s, [this](const auto &request) { return m_speech.answerTo(request); }),
        beside(u"/v1/audio/transcriptions"_s,
            [this](const auto &request) { return m_transcriptions.answerTo(request); }),
        {.path = ImagesService::Folder,
            .method = "GET",
            .answer = picture,
            .form = &chatCompletionsForm(),
            .below = true}};
}

DemoResponse RuApiEndpoint::message(const DemoRequest &request) const
{
    const QString requestId = demoId(u"req"_s, request);
    if (const auto refusal = refusalOfHeaders(request))
        return messagesForm().refuse(*refusal, requestId);
    const auto asked =
        readMessagesRequest(request.body, request.headers.value("anthropic-beta").toByteArray());
    if (!asked)
        return messagesForm().refuse(asked.error(), requestId);
    const Tier *tier = findModel(ruApiModels(), asked->chat.model);
    if (!tier)
        return messagesForm().refuse({.status = 404, .message = u"model: "_s + asked->chat.model}, requestId);
    Depth depth = tier->depth;
    depth.reasoning = asked->thinking;
    ClaudeMessage said{.id = demoId(u"msg"_s, request), .model = tier->id, .answer = {}, .usage = {}};
    const QList<Answer> answers = replies(*m_composer, asked->chat, depth,
        {.toolChoice = asked->toolChoice,
            .callId = demoId(u"toolu"_s, request),
            .toolsets = asked->toolsets});
    said.answer = answers.constFirst();
    said.usage = counted(asked->chat, answers);
    const Pace pace = withThinking(tier->pace).scaled(m_speed);
    return asked->chat.stream ? streamedMessage(said, pace) : plainMessage(said, pace);
}

} // namespace Parlance::Demo
