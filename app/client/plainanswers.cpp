// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/plainanswers.h"

#include "wire/contentdecoder.h"
#include "wire/erroranswer.h"
#include "wire/utf8text.h"

#include <QDateTime>

namespace Parlance {

namespace {

ListedModels listIn(const Call &call, const Redaction &redaction)
{
    const Recording recording = decompressed(call.recording);
    if (recording.end && recording.end->failure)
        return std::unexpected(*recording.end->failure);
    const Recording::Head received = recording.head.value_or(Recording::Head());
    const AnswerHead head =
        AnswerHead::from(received.status, received.headers, QDateTime::currentDateTimeUtc());
    if (head.isRefusal())
        return std::unexpected(decodeError(head, recording.body()));
    ListedModels models = readModels(redaction.of(recording.body()));
    if (!models) {
        models.error().httpStatus = received.status;
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
