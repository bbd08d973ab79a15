// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/floopfloopendpoint.h"

#include "chat/chatrequest.h"
#include "demo/endpoints/floopflooprouting.h"
#include "demo/forms/floopfloopanswer.h"
#include "demo/forms/floopflooperrors.h"
#include "demo/forms/floopflooprequest.h"
#include "demo/server/demokeys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

/// A token is about four bytes of English.
constexpr qint64 BytesPerToken = 4;

std::optional<Refusal> refusalOfKey(const DemoRequest &request)
{
    if (bearerKey(request) == DemoKeys::FloopFloop)
        return std::nullopt;
    const QString words = u"Missing or revoked project AI key. The demo's key for FloopFloop is %1"_s;
    return Refusal{.status = 401, .message = words.arg(QLatin1StringView(DemoKeys::FloopFloop))};
}

DemoResponse embed(const DemoRequest &request)
{
    const Refusal reserved{.status = 501, .message = u"Embeddings are not available yet"_s};
    return floopFloopForm().refuse(refusalOfKey(request).value_or(reserved), {});
}

qint64 estimatedTokens(const ChatRequest &chat)
{
    qint64 bytes = chat.system.toUtf8().size();
    for (const Message &message : chat.messages)
        bytes += message.text().toUtf8().size();
    return (bytes + BytesPerToken - 1) / BytesPerToken;
}

} // namespace

FloopFloopEndpoint::FloopFloopEndpoint(const Composer *composer, const DemoSettings &settings)
    : m_composer(composer)
    , m_plan(settings.plan)
    , m_meter(settings.plan, settings.clock, settings.calendar)
    , m_speed(settings.speed)
{
}

QList<Route> FloopFloopEndpoint::routes()
{
    const auto chat = [this](const DemoRequest &request) {
        return answerTo(request, readFloopFloopChat);
    };
    const auto generate = [this](const DemoRequest &request) {
        return answerTo(request, readFloopFloopPrompt);
    };
    return {{u"/api/v1/ai/chat"_s, "POST", chat, &floopFloopForm()},
        {u"/api/v1/ai/generate"_s, "POST", generate, &floopFloopForm()},
        {u"/api/v1/ai/embed"_s, "POST", embed, &floopFloopForm()}};
}

DemoResponse FloopFloopEndpoint::answerTo(const DemoRequest &request, Read read)
{
    auto result = answered(request, read);
    return result ? *std::move(result) : floopFloopForm().refuse(result.error(), {});
}

std::expected<DemoResponse, Refusal> FloopFloopEndpoint::answered(const DemoRequest &request, Read read)
{
    if (const auto refusal = refusalOfKey(request))
        return std::unexpected(*refusal);
    if (const auto refusal = m_meter.admit())
        return std::unexpected(*refusal);
    const auto chat = read(request.body);
    if (!chat)
        return std::unexpected(chat.error());
    if (!routed(*chat)) {
        const QString words = u"Unknown model alias \"%1\". The aliases are auto, fast, smart, reason"_s;
        return std::unexpected(
            Refusal{.message = words.arg(chat->model), .code = u"INVALID_MODEL"_s, .field = u"model"_s});
    }
    if (const auto refusal = tooLarge(*chat))
        return std::unexpected(*refusal);
    if (const auto refusal = m_meter.refusal())
        return std::unexpected(*refusal);
    return said(*chat);
}

std::optional<Refusal> FloopFloopEndpoint::tooLarge(const ChatRequest &chat) const
{
    const qint64 estimate = estimatedTokens(chat);
    if (estimate <= m_plan.mostInputTokens)
        return std::nullopt;
    const QString words = u"Estimated input of %1 tokens exceeds the plan limit of %2 tokens"_s;
    return Refusal{.message = words.arg(estimate).arg(m_plan.mostInputTokens), .code = u"INPUT_TOO_LARGE"_s};
}

DemoResponse FloopFloopEndpoint::said(const ChatRequest &chat)
{
    const FloopFloopModel &model = *routed(chat);
    ChatRequest clamped = chat;
    clamped.maxTokens = std::min(chat.maxTokens.value_or(m_plan.mostOutputTokens), m_plan.mostOutputTokens);
    FloopFloopReply reply{.model = chat.model,
        .answer = m_composer->compose(clamped, model.tier.depth),
        .usage = {},
        .used = {},
        .remaining = {}};
    reply.usage = counted(chat, {reply.answer});
    const FloopFloopMeter::Bill bill = m_meter.charge(reply.usage.total(), model.creditsPerToken);
    reply.used = bill.used;
    reply.remaining = bill.remaining;
    const Pace pace = model.tier.pace.scaled(m_speed);
    return chat.stream ? streamedReply(reply, pace) : plainReply(reply, pace);
}

} // namespace Parlance::Demo
