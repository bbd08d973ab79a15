// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/callstate.h"

#include "client/replaytarget.h"
#include "wire/contentdecoder.h"
#include "wire/dialect.h"

namespace Parlance {

namespace {

WireRequest requestOf(const Target &target, const ChatRequest &request)
{
    if (target.replay)
        return target.replay->capture().request;
    return target.dialect ? wireRequest(target, request) : WireRequest();
}

} // namespace

std::shared_ptr<Call> callOf(const Target &target, const ChatRequest &request)
{
    return std::make_shared<Call>(Call{.gateway = target.gateway,
        .isDemo = target.isDemo,
        .isReplay = target.replay != nullptr,
        .dialect = target.dialect,
        .request = target.replay ? capturedRequest(target.replay->capture()) : request,
        .sent = requestOf(target, request),
        .recording = {},
        .reply = {}});
}

std::shared_ptr<const Call> callByHand(const Message &answer)
{
    auto call = std::make_shared<Call>();
    call->isByHand = true;
    call->reply.state = Reply::State::Complete;
    call->reply.choices = {Choice{.parts = answer.parts}};
    for (Part &part : call->reply.choices.first().parts) {
        auto *written = std::get_if<ToolCall>(&part);
        if (written && written->arguments.trimmed().isEmpty())
            written->arguments = QStringLiteral("{}"); // or it would count as cut off
    }
    return call;
}

QString promptOf(const Call &call)
{
    return call.request.messages.isEmpty() ? QString() : textOf(call.request.messages.last().parts);
}

QLatin1StringView refusedParameter(const Call &call)
{
    if (!call.dialect || !call.reply.error || call.reply.error->kind != ChatError::Kind::BadRequest)
        return {};
    const QLatin1StringView name = call.dialect->parameterOf(call.reply.error->field);
    const ChatParameter *parameter = findChatParameter(name);
    return parameter && !parameter->value(call.request).isUndefined() ? name : QLatin1StringView();
}

QList<Secret> keysOf(const Call &call)
{
    return call.isDemo ? keysInBody(call.sent.body) : keysOf(call.sent);
}

void refuse(Call &call, const ChatError &problem)
{
    call.sent = {};
    call.reply.state = Reply::State::Failed;
    call.reply.error = problem;
}

Reply::State stateOf(const Call &call)
{
    const std::optional<Recording::End> &end = call.recording.end;
    if (call.dialect || !end || call.reply.state != Reply::State::Streaming)
        return call.reply.state;
    if (end->by == Recording::End::By::User)
        return Reply::State::Stopped;
    const bool isRefused = call.recording.head && call.recording.head->status >= 300;
    return end->failure || isRefused ? Reply::State::Failed : Reply::State::Complete;
}

bool hasEnded(const Call &call)
{
    return stateOf(call) != Reply::State::Streaming;
}

Call redacted(const Call &call, const Redaction &redaction)
{
    Call masked = call;
    masked.request = redaction.of(call.request);
    masked.sent = redaction.of(call.sent);
    masked.recording = redaction.of(decompressed(call.recording)); // a key could hide in what is compressed
    masked.reply = redaction.of(call.reply);
    return masked;
}

qint64 heldBytes(const Call &call)
{
    return call.sent.body.capacity() + call.recording.heldBytes();
}

void dropBytes(Call &call)
{
    call.sent.body = QByteArray();
    call.recording.dropBody();
    call.bytesDropped = true;
}

} // namespace Parlance
