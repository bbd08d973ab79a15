// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/jsonframedecoder.h"

#include "wire/erroranswer.h"
#include "wire/jsonreading.h"
#include "wire/utf8text.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

Delta errorDelta(const ChatError &error)
{
    Delta delta;
    delta.error = error;
    return delta;
}

Delta endDelta()
{
    Delta delta;
    delta.end = true;
    return delta;
}

ChatError brokenFrame(QByteArrayView text)
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = u"A piece of the answer is not valid JSON: "_s + excerpt(textFromUtf8(text));
    return error;
}

/// The error in the data of an `event: error`: an object of any known form, or text.
ChatError namedError(QByteArrayView data)
{
    if (const std::optional<QJsonValue> json = readJson(data))
        return errorFromJson(*json);
    return errorFromJson(QJsonObject{{u"error"_s, excerpt(textFromUtf8(data))}});
}

} // namespace

QList<Delta> JsonFrameDecoder::decode(const SseEvent &event)
{
    const QByteArrayView text = QByteArrayView(event.data).trimmed(); // RF-20
    if (event.type == "error")
        return {errorDelta(namedError(text))};
    return decodeText(text, event.type);
}

QList<Delta> JsonFrameDecoder::decodeText(QByteArrayView text, const QByteArray &eventType)
{
    if (text == "[DONE]")
        return m_endMark == EndMark::Done ? QList{endDelta()} : QList<Delta>();
    if (std::optional<Delta> learnt = m_template.decode(text)) {
        QList<Delta> deltas;
        deltas.append(*std::move(learnt));
        return deltas;
    }
    if (const std::optional<QList<Delta>> deltas = decodeJson(text, eventType)) {
        if (m_speed == Speed::LearnUsual)
            m_template.learn(text,
                [&](QByteArrayView frame) { return decodeJson(frame, eventType).value_or(QList<Delta>()); });
        return *deltas;
    }
    if (text.contains('\n'))
        return decodeLines(text, eventType);
    return text.startsWith('{') ? QList{errorDelta(brokenFrame(text))} : QList<Delta>();
}

/// Empty if the text is not JSON.
std::optional<QList<Delta>> JsonFrameDecoder::decodeJson(QByteArrayView text, const QByteArray &eventType)
{
    const std::optional<QJsonValue> json = readJson(text);
    if (!json)
        return std::nullopt;
    const QJsonObject frame = json->toObject();
    QList<Delta> deltas = decodeFrame(frame, eventType, text);
    if (carriesError(frame))
        deltas.append(errorDelta(errorFromJson(frame)));
    return deltas;
}

QList<Delta> JsonFrameDecoder::decodeLines(QByteArrayView text, const QByteArray &eventType)
{
    QList<Delta> deltas;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        deltas += decodeText((end < 0 ? text : text.first(end)).trimmed(), eventType);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
    return deltas;
}

ChatError JsonFrameDecoder::notAnAnswer(const QString &dialect, const QByteArray &body)
{
    ChatError error = decodeError({}, body);
    if (error.kind == ChatError::Kind::Protocol)
        error.message.prepend(u"This is not an answer of %1: "_s.arg(dialect));
    return error;
}

} // namespace Parlance
