// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/floopfloopdecoder.h"

#include "wire/erroranswer.h"
#include "wire/jsonreading.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

std::optional<Usage> readUsage(const QJsonValue &value)
{
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject usage = value.toObject();
    return Usage{.inputTokens = readInteger(usage.value("input_tokens"_L1)),
        .outputTokens = readInteger(usage.value("output_tokens"_L1)),
        .totalTokens = readInteger(usage.value("total_tokens"_L1)),
        .cachedTokens = std::nullopt,
        .reasoningTokens = std::nullopt,
        .creditsUsed = readNumber(usage.value("credits_used"_L1)),
        .creditsRemaining = readNumber(usage.value("credits_remaining"_L1))};
}

/// Reads the common fields of frames and whole answers.
Delta readFields(const QJsonObject &object)
{
    Delta delta;
    delta.model = object.value("model"_L1).toString();
    delta.usage = readUsage(object.value("usage"_L1));
    delta.finishReason = object.value("finishReason"_L1).toString();
    return delta;
}

} // namespace

QList<Delta> FloopFloopDecoder::decodeFrame(const QJsonObject &frame, const QByteArray &, QByteArrayView)
{
    Delta delta = readFields(frame);
    delta.text = frame.value("text"_L1).toString();
    return delta == Delta() ? QList<Delta>() : QList{delta};
}

std::expected<QList<Delta>, ChatError> FloopFloopDecoder::decodeAnswer(const QByteArray &body)
{
    const std::optional<QJsonValue> json = readJson(body);
    const QJsonObject answer = json.value_or(QJsonValue()).toObject();
    if (!answer.value("content"_L1).isString() || carriesError(answer))
        return std::unexpected(notAnAnswer(u"FloopFloop"_s, body));
    Delta delta = readFields(answer);
    delta.text = answer.value("content"_L1).toString();
    delta.end = true;
    return QList{delta};
}

} // namespace Parlance
