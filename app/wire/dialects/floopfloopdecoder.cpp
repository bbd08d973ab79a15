// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/floopfloopdecoder.h"

#include "wire/dialects/usagereading.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

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

bool FloopFloopDecoder::knows(const QJsonObject &frame, const QByteArray &) const
{
    const bool isWhole = frame.value("content"_L1).isString() && !frame.contains("text"_L1);
    return !isWhole && (frame.contains("text"_L1) || frame.value("usage"_L1).isObject() ||
                           frame.value("finishReason"_L1).isString());
}

QList<Delta> FloopFloopDecoder::decodeFrame(const QJsonObject &frame, const QByteArray &, QByteArrayView)
{
    Delta delta = readFields(frame);
    delta.text = frame.value("text"_L1).toString();
    return delta == Delta() ? QList<Delta>() : QList{delta};
}

std::optional<QList<Delta>> FloopFloopDecoder::decodeWhole(const QJsonObject &answer, QByteArrayView)
{
    if (!answer.value("content"_L1).isString())
        return std::nullopt;
    Delta delta = readFields(answer);
    delta.text = answer.value("content"_L1).toString();
    return QList{delta};
}

} // namespace Parlance
