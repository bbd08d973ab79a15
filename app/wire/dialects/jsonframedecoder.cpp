// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/jsonframedecoder.h"

#include "wire/dialects/strangers.h"
#include "wire/erroranswer.h"
#include "wire/jsonreading.h"
#include "wire/utf8text.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

Delta errorDelta(const ChatError &error)
{
    Delta delta;
    delta.error = error;
    return delta;
}

ChatError protocolError(const QString &message)
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.message = message;
    return error;
}

ChatError brokenFrame(QByteArrayView text)
{
    return protocolError(u"A piece of the answer is not valid JSON: "_s + excerpt(textFromUtf8(text)));
}

ChatError errorInWords(const QString &words)
{
    return errorFromJson(QJsonObject{{u"error"_s, excerpt(words)}});
}

/// The error in the data of an `event: error`: an object of any known form, or text.
ChatError namedError(QByteArrayView data)
{
    if (const std::optional<QJsonValue> json = readJson(data))
        return errorFromJson(*json);
    return errorInWords(textFromUtf8(data));
}

/// The frame that a JSON string holds; empty if it holds none.
QByteArray frameInString(QByteArrayView text)
{
    const std::optional<QJsonValue> list =
        text.startsWith('"') ? readJson("[" + text.toByteArray() + "]") : std::nullopt;
    const QByteArray inner = list ? (*list)[0].toString().trimmed().toUtf8() : QByteArray();
    return inner.startsWith('{') ? inner : QByteArray();
}

/// True for words by which servers tell that they failed.
bool tellsOfFailure(const QString &words)
{
    static const QRegularExpression failure(
        u"\\b(errors?|exceptions?|fail(ed|ure)?|tim(ed|e)[ -]?out|unavailable|exceeded|refused|denied|reset|"
        "aborted|disconnect(ed)?|overloaded|unauthori[sz]ed|forbidden|invalid|bad gateway|rate.?limit(ed)?|"
        "too many requests|insufficient|traceback)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return failure.match(words).hasMatch();
}

/// The size of the object with which the text begins, by its brackets; that of the text if there is none, or
/// if it does not end.
qsizetype endOfObject(QByteArrayView text)
{
    if (!text.startsWith('{'))
        return text.size();
    bool isInString = false;
    qsizetype depth = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        if (isInString && byte == '\\')
            ++at;
        else if (byte == '"')
            isInString = !isInString;
        else if (!isInString && byte == '{')
            ++depth;
        else if (!isInString && byte == '}' && --depth == 0)
            return at + 1;
    }
    return text.size();
}

/// Without white space, and the record separator before a JSON text (RFC 7464).
QByteArrayView withoutSeparators(QByteArrayView text)
{
    text = text.trimmed();
    while (text.startsWith('\x1e'))
        text = text.sliced(1).trimmed();
    return text;
}

void addError(const std::optional<ChatError> &error, QList<Delta> &deltas)
{
    const bool isTold =
        std::ranges::any_of(deltas, [](const Delta &delta) { return delta.error.has_value(); });
    if (error && !isTold)
        deltas.append(errorDelta(*error));
}

/// The failure that the frame tells beside its content.
std::optional<ChatError> errorBeside(const QList<Delta> &deltas, const QJsonObject &frame)
{
    if (carriesError(frame))
        return errorFromJson(frame);
    for (const Delta &delta : deltas) {
        if (const auto error = errorOfFinishReason(delta.finishReason))
            return error;
    }
    return std::nullopt;
}

} // namespace

QList<Delta> JsonFrameDecoder::decode(const SseEvent &event)
{
    const QByteArrayView text = withoutSeparators(event.data); // RF-20
    if (event.type != "error")
        return decodeText(text, event.type);
    m_understood = true;
    return {errorDelta(namedError(text))};
}

QList<Delta> JsonFrameDecoder::decodeText(QByteArrayView text, const QByteArray &eventType)
{
    if (text == "[DONE]")
        return decodeEnd();
    if (std::optional<Delta> learnt = m_template.decode(text)) {
        QList<Delta> deltas;
        deltas.append(*std::move(learnt));
        return deltas;
    }
    if (text.startsWith("data:")) // the field's name twice
        return decodeText(text.sliced(5).trimmed(), eventType);
    if (const std::optional<QList<Delta>> deltas = decodeJson(text, eventType)) {
        if (m_speed == Speed::LearnUsual)
            m_template.learn(text,
                [&](QByteArrayView frame) { return decodeJson(frame, eventType).value_or(QList<Delta>()); });
        return *deltas;
    }
    if (text.contains('\n') || endOfObject(text) < text.size())
        return decodePieces(text, eventType);
    if (const QByteArray inner = frameInString(text); !inner.isEmpty())
        return decodeText(inner, eventType);
    return text.startsWith('{') ? QList{errorDelta(brokenFrame(text))} : decodeWords(text);
}

QList<Delta> JsonFrameDecoder::decodeEnd()
{
    if (m_endMark == EndMark::None)
        return {};
    Delta delta;
    delta.error = complaint();
    if (!delta.error)
        delta.whole = unreadIn(m_stranger);
    delta.end = true;
    return {delta};
}

/// Empty if the text is not JSON.
std::optional<QList<Delta>> JsonFrameDecoder::decodeJson(QByteArrayView text, const QByteArray &eventType)
{
    const std::optional<QJsonValue> json = readJson(text);
    if (!json)
        return std::nullopt;
    const QJsonObject frame = firstObject(*json);
    QList<Delta> deltas = contentOf(frame, eventType, text);
    addError(errorBeside(deltas, frame), deltas);
    if (deltas.isEmpty() && m_understood)
        addUnread(frame, deltas);
    m_understood = m_understood || !deltas.isEmpty();
    if (!m_understood && m_stranger.isEmpty())
        m_stranger = frame;
    return deltas;
}

void JsonFrameDecoder::addUnread(const QJsonObject &frame, QList<Delta> &deltas)
{
    Delta delta;
    delta.whole = unreadIn(frame);
    if (!delta.whole.isEmpty())
        deltas.append(delta);
}

/// The content of a frame of this dialect, or of a whole answer of it: then each delta restates its choice.
QList<Delta> JsonFrameDecoder::contentOf(
    const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text)
{
    if (knows(frame, eventType)) {
        m_understood = true;
        return decodeFrame(frame, eventType, text);
    }
    const std::optional<QList<Delta>> whole = decodeWhole(frame, text);
    return whole ? QList{restated(*whole)} : QList<Delta>();
}

/// Text that is several pieces: lines, or objects that follow one another, of any number of lines each.
QList<Delta> JsonFrameDecoder::decodePieces(QByteArrayView text, const QByteArray &eventType)
{
    QList<Delta> deltas;
    bool triesObjects = true; // once one fails, as each looks at all that follows
    while (!text.isEmpty()) {
        const qsizetype feed = text.indexOf('\n');
        const qsizetype lineEnd = feed < 0 ? text.size() : feed;
        qsizetype end = lineEnd;
        if (triesObjects && text.startsWith('{')) {
            const qsizetype object = endOfObject(text);
            triesObjects = object <= lineEnd || readJson(text.first(object));
            end = triesObjects ? object : lineEnd;
        }
        deltas += decodeText(text.first(end).trimmed(), eventType);
        text = withoutSeparators(text.sliced(end));
    }
    return deltas;
}

QList<Delta> JsonFrameDecoder::decodeWords(QByteArrayView text)
{
    const QString words = excerpt(textFromUtf8(text));
    if (m_words.isEmpty())
        m_words = words;
    if (!tellsOfFailure(words))
        return {};
    m_understood = true;
    return {errorDelta(errorInWords(words))};
}

std::optional<ChatError> JsonFrameDecoder::complaint() const
{
    if (m_understood || (m_stranger.isEmpty() && m_words.isEmpty()))
        return std::nullopt;
    if (const QString others = dialectOf(m_stranger); !others.isEmpty())
        return protocolError(u"These look like frames of %1, not of %2."_s.arg(others, m_dialect));
    const QString frame = QString::fromUtf8(QJsonDocument(m_stranger).toJson(QJsonDocument::Compact));
    return protocolError(
        u"This is not an answer of %1: %2"_s.arg(m_dialect, m_stranger.isEmpty() ? m_words : excerpt(frame)));
}

std::expected<QList<Delta>, ChatError> JsonFrameDecoder::decodeAnswer(const QByteArray &body)
{
    const QJsonObject answer = readJson(body).value_or(QJsonValue()).toObject();
    std::optional<QList<Delta>> deltas = decodeWhole(answer, body);
    if (!deltas)
        return std::unexpected(notAnAnswer(body, answer));
    addError(errorBeside(*deltas, answer), *deltas);
    if (deltas->isEmpty())
        deltas->append(Delta());
    deltas->last().end = true;
    return *std::move(deltas);
}

ChatError JsonFrameDecoder::notAnAnswer(const QByteArray &body, const QJsonObject &answer) const
{
    ChatError error = decodeError({}, body);
    if (error.kind != ChatError::Kind::Protocol)
        return error;
    const QString others = dialectOf(answer);
    if (isCutJson(body))
        error.message.prepend(u"The answer ends in the middle: "_s);
    else if (others.isEmpty())
        error.message.prepend(u"This is not an answer of %1: "_s.arg(m_dialect));
    else
        error.message.prepend(u"This looks like an answer of %1, not of %2: "_s.arg(others, m_dialect));
    return error;
}

} // namespace Parlance
