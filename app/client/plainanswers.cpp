// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/plainanswers.h"

#include "wire/contentdecoder.h"
#include "wire/erroranswer.h"
#include "wire/utf8text.h"

#include <QDateTime>

namespace Parlance {

namespace {

AnswerHead headOf(const Recording &recording)
{
    const Recording::Head head = recording.head.value_or(Recording::Head());
    return AnswerHead::from(head.status, head.headers, QDateTime::currentDateTimeUtc());
}

ListedModels listIn(const Call &call, const Redaction &redaction)
{
    const Recording recording = decompressed(call.recording);
    if (recording.end && recording.end->failure)
        return std::unexpected(*recording.end->failure);
    const AnswerHead head = headOf(recording);
    if (head.isRefusal())
        return std::unexpected(decodeError(head, recording.body()));
    ListedModels models = readModels(redaction.of(recording.body()));
    if (!models) {
        models.error().httpStatus = head.status;
        models.error().requestId = head.requestId;
    }
    return models;
}

} // namespace

ListedModels listedModelsIn(const Call &call)
{
    const Redaction redaction(keysOf(call));
    return listIn(call, redaction).transform_error([&redaction](const ChatError &error) {
        return redaction.of(error);
    });
}

ModelNames modelsIn(const Call &call)
{
    return listedModelsIn(call).transform(idsOf);
}

std::optional<ChatError> refusalIn(const Call &call)
{
    if (!call.recording.head || !headOf(call.recording).isRefusal())
        return std::nullopt;
    const Recording recording = decompressed(call.recording);
    return Redaction(keysOf(call)).of(decodeError(headOf(recording), recording.body()));
}

std::expected<QByteArray, ChatError> fileIn(const Call &call)
{
    if (const auto refusal = refusalIn(call))
        return std::unexpected(*refusal);
    const Recording &recording = call.recording;
    if (recording.end && recording.end->failure)
        return std::unexpected(*recording.end->failure);
    ContentDecoder decoder(
        recording.head ? recording.head->headers : RawHeaders(), ContentDecoder::Content::Any);
    const QByteArray file = decoder.feed(recording.body()) + decoder.finish();
    if (decoder.problem())
        return std::unexpected(*decoder.problem());
    return file;
}

Health healthIn(const Call &call)
{
    const Recording recording = decompressed(call.recording);
    const ChatError failure = recording.end ? recording.end->failure.value_or(ChatError()) : ChatError();
    if (recording.head) {
        const int status = recording.head->status;
        return {.isWell = status / 100 == 2,
            .httpStatus = status,
            .words = failure.message.isEmpty() ? excerpt(textFromUtf8(recording.body())) : failure.message};
    }
    return {.httpStatus = failure.httpStatus,
        .isOfProxy = failure.kind == ChatError::Kind::Proxy,
        .words = failure.message};
}

} // namespace Parlance
