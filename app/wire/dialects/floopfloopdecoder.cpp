// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/floopfloopdecoder.h"

#include "wire/dialects/usagereading.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// True for a whole answer; its content may be a list of texts.
bool isWhole(const QJsonObject &object)
{
    const QJsonValue content = object.value("content"_L1);
    return !object.contains("text"_L1) && (content.isString() || ((content.isArray() || content.isObject()) &&
                                                                     object.contains("finishReason"_L1)));
}

bool isReadMember(const QString &name)
{
    constexpr std::array names{
        "text"_L1, "content"_L1, "model"_L1, "usage"_L1, "finishReason"_L1, "code"_L1, "message"_L1};
    return std::ranges::contains(names, name);
}

} // namespace

bool FloopFloopDecoder::knows(const QJsonObject &frame, const QByteArray &) const
{
    return !isWhole(frame) && (frame.contains("text"_L1) || frame.value("usage"_L1).isObject() ||
                                  frame.value("finishReason"_L1).isString());
}

/// The common fields of frames and whole answers.
Delta FloopFloopDecoder::readFields(const QJsonObject &object, QLatin1StringView text)
{
    Delta delta;
    delta.model = object.value("model"_L1).toString();
    delta.usage = readUsage(object.value("usage"_L1));
    delta.finishReason = object.value("finishReason"_L1).toString();
    delta.text = wordsIn(object.value(text));
    delta.whole = unreadIn(object);
    return delta;
}

QList<Delta> FloopFloopDecoder::decodeFrame(const QJsonObject &frame, const QByteArray &, QByteArrayView)
{
    const Delta delta = readFields(frame, "text"_L1);
    return delta == Delta() ? QList<Delta>() : QList{delta};
}

std::optional<QList<Delta>> FloopFloopDecoder::decodeWhole(const QJsonObject &answer, QByteArrayView)
{
    if (!isWhole(answer))
        return std::nullopt;
    return QList{readFields(answer, "content"_L1)};
}

QList<Part> FloopFloopDecoder::unreadIn(const QJsonObject &frame)
{
    QList<Part> unread;
    m_unread.addAllBut(isReadMember, frame, unread);
    return unread;
}

} // namespace Parlance
