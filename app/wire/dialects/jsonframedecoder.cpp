// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/dialects/jsonframedecoder.h"

#include "wire/dialects/strangers.h"
#include "wire/erroranswer.h"
#include "wire/jsonnesting.h"
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
    JsonNesting nesting;
    for (qsizetype at = 0; at < text.size() && text.startsWith('{'); ++at) {
        if (nesting.add(QLatin1Char(text[at])))
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
    if (!error || isTold)
        return;
    if (!deltas.isEmpty() && deltas.last().end)
        deltas.last().error = error; // nothing follows the end mark
    else
        deltas.append(errorDelta(*error));
}

/// True if the delta is a part of an answer, not only its id or its usage.
bool isAnswer(const Delta &delta)
{
    return delta.hasContent() || !delta.whole.isEmpty() || !delta.finishReason.isEmpty() || delta.error;
}

/// The failure that the frame tells beside its content.
std::optional<ChatError> errorBeside(const QList<Delta> &deltas, const QJsonObject &frame)
{
    const bool hasContent = std::ranges::any_of(deltas, &Delta::hasContent);
    if (hasContent ? namesError(frame) : carriesError(frame))
        return errorFromJson(frame);
    for (const Delta &delta : deltas) {
        if (const auto error = errorOfFinishReason(delta.finishReason))
            return error;
    }
    return std::nullopt;
}

/// The words for a person in a frame without content; empty if it has none, or good ones.
QString wordsOf(const QJsonObject &frame)
{
    const QString words =
        readString(inOneSpelling(frame), {"message"_L1, "description"_L1, "reason"_L1, "title"_L1});
    return isGoodWord(words) ? QString() : words;
}

bool isSentence(const QString &words)
{
    return words.contains(u' ');
}

} // namespace

QList<Delta> JsonFrameDecoder::decode(const SseEvent &event)
{
    const QByteArrayView text = withoutSeparators(event.data); // RF-20
    if (event.type == "message" || !endsLikeError(QString::fromUtf8(event.type)))
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
        m_lastWords.clear();
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
    if (!text.startsWith('{'))
        return decodeWords(text);
    m_understood = true;
    return {errorDelta(brokenFrame(text))};
}

QList<Delta> JsonFrameDecoder::decodeEnd()
{
    if (m_endMark == EndMark::None)
        return {};
    Delta delta;
    delta.error = complaintAtEnd();
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
    note(deltas, frame, eventType);
    if (deltas.isEmpty() && m_understood && wordsOf(frame).isEmpty())
        addUnread(frame, deltas);
    const auto end = std::ranges::find_if(deltas, &Delta::end);
    if (end != deltas.end() && !end->error)
        end->error = complaintAtEnd();
    return deltas;
}

void JsonFrameDecoder::note(const QList<Delta> &deltas, const QJsonObject &frame, const QByteArray &eventType)
{
    for (const Delta &delta : deltas)
        m_finished = m_finished || !delta.finishReason.isEmpty();
    if (std::ranges::any_of(deltas, isAnswer)) {
        m_understood = true;
        m_lastWords.clear();
    } else if (const QString words = wordsOf(frame); !words.isEmpty()) {
        m_lastWords = words;
    }
    if (!m_understood)
        noteStranger(frame, eventType);
}

/// Keeps the first frame that looks like one of another dialect, or else the first unknown one.
void JsonFrameDecoder::noteStranger(const QJsonObject &frame, const QByteArray &eventType)
{
    const QString others = dialectOf(frame);
    const bool isOwn = others == m_dialect || (knows(frame, eventType) && !frame.contains("usage"_L1));
    const bool saysMore = !others.isEmpty() && dialectOf(m_stranger).isEmpty();
    if (!isOwn && (saysMore || m_stranger.isEmpty()))
        m_stranger = frame;
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
    if (knows(frame, eventType))
        return decodeFrame(frame, eventType, text);
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
    if (!tellsOfFailure(words)) {
        m_lastWords = isSentence(words) ? words : m_lastWords;
        return {};
    }
    m_understood = true;
    return {errorDelta(errorInWords(words))};
}

std::optional<ChatError> JsonFrameDecoder::complaint() const
{
    if (m_understood && !m_finished && !m_lastWords.isEmpty())
        return errorInWords(m_lastWords);
    if (m_understood || (m_stranger.isEmpty() && m_words.isEmpty()))
        return std::nullopt;
    if (const QString others = dialectOf(m_stranger); !others.isEmpty())
        return protocolError(u"These look like frames of %1, not of %2."_s.arg(others, m_dialect));
    const QString frame = QString::fromUtf8(QJsonDocument(m_stranger).toJson(QJsonDocument::Compact));
    return protocolError(
        u"This is not an answer of %1: %2"_s.arg(m_dialect, m_stranger.isEmpty() ? m_words : excerpt(frame)));
}

/// At an end mark nothing more will come.
std::optional<ChatError> JsonFrameDecoder::complaintAtEnd() const
{
    const std::optional<ChatError> error = complaint();
    return error || m_understood ? error : protocolError(u"The answer is empty."_s);
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
    if (error.kind != ChatError::Kind::Protocol || isWebPage(body))
        return error;
    const QString others = dialectOf(answer);
    if (isCutJson(body))
        error.message.prepend(u"The answer ends in the middle: "_s);
    else if (others.isEmpty() || others == m_dialect)
        error.message.prepend(u"This is not an answer of %1: "_s.arg(m_dialect));
    else
        error.message.prepend(u"This looks like an answer of %1, not of %2: "_s.arg(others, m_dialect));
    return error;
}

} // namespace Parlance
