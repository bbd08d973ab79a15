// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/endpointreader.h"

#include "wire/answerreader.h"
#include "wire/erroranswer.h"
#include "wire/failuresigns.h"
#include "wire/jsonreading.h"
#include "wire/redaction.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// As much as tells text from sound: within it, the header of a WAV file has a zero.
constexpr qsizetype EnoughToTell = 24;

constexpr qsizetype MostText = SseReader::DefaultMaxBytes;
constexpr qsizetype MostOfError = 64 * 1024; ///< of one behind bytes

/// What a server that fails in mid-sound writes there, where it would be played as noise.
constexpr std::array<QByteArrayView, 2> ErrorBeginnings{"{\"error\"", "data: {\"error\""};

bool beginsWithAny(QByteArrayView bytes, std::initializer_list<QByteArrayView> beginnings)
{
    return std::ranges::any_of(beginnings, [bytes](QByteArrayView one) { return bytes.startsWith(one); });
}

QByteArrayView withoutBlanks(QByteArrayView bytes)
{
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes = bytes.sliced(3);
    while (!bytes.isEmpty() && QByteArrayView(" \t\r\n").contains(bytes.front()))
        bytes = bytes.sliced(1);
    return bytes;
}

/// Where the beginning stands, perhaps cut off; the size if it does not.
qsizetype placeOf(QByteArrayView beginning, QByteArrayView bytes)
{
    qsizetype at = bytes.indexOf(beginning.front());
    while (at >= 0) {
        const qsizetype length = std::min(beginning.size(), bytes.size() - at);
        if (bytes.sliced(at, length) == beginning.first(length))
            return at;
        at = bytes.indexOf(beginning.front(), at + 1);
    }
    return bytes.size();
}

bool hasControls(QByteArrayView bytes)
{
    return std::ranges::any_of(bytes,
        [](char c) { return static_cast<uchar>(c) < 0x20 && !QByteArrayView("\t\n\f\r").contains(c); });
}

bool saysText(const QByteArray &contentType)
{
    return contentType.startsWith("text/") || contentType.endsWith("json");
}

} // namespace

EndpointReader::EndpointReader(Answer answer)
    : m_answer(answer)
    , m_events(MostText, SseReader::StrayJson::IsData)
{
}

void EndpointReader::begin(const AnswerHead &head, const RawHeaders &headers, const QList<Secret> &keys)
{
    m_head = head;
    m_keys = keys;
    m_decoder.emplace(headers, ContentDecoder::Content::Any);
}

void EndpointReader::feed(QByteArrayView bytes)
{
    if (!m_decoder || m_error)
        return;
    const QByteArray plain = m_decoder->feed(bytes);
    if (m_decoder->problem())
        return fail(*m_decoder->problem());
    if (m_form != Form::Unknown)
        return read(plain);
    m_text += plain;
    if (m_text.size() < EnoughToTell)
        return;
    m_form = formOf(m_text);
    read(std::exchange(m_text, {}));
}

void EndpointReader::finish()
{
    if (!m_decoder || m_error)
        return;
    const QByteArray rest = m_decoder->finish();
    if (m_decoder->problem())
        return fail(*m_decoder->problem());
    if (m_form == Form::Unknown) {
        const QByteArray all = std::exchange(m_text, {}) + rest;
        m_form = formOf(all);
        read(all);
    } else {
        read(rest);
    }
    if (m_error)
        return;
    if (m_head.isRefusal())
        fail(decodeError(m_head, m_text));
    else if (const auto last = m_form == Form::Events ? m_events.takeUnfinished() : std::nullopt)
        readEvents({*last});
    else if (m_form == Form::Text)
        readText(m_text);
    else if (m_form == Form::Bytes)
        readBytesBehind();
    m_text = {};
}

EndpointReader::Form EndpointReader::formOf(QByteArrayView first) const
{
    const QByteArrayView text = withoutBlanks(first);
    const bool saysEvents = m_head.contentType == "text/event-stream";
    if (m_head.isRefusal() || text.isEmpty())
        return Form::Text;
    if (beginsWithAny(text, {"data:", "event:"}) ||
        (saysEvents && beginsWithAny(text, {":", "id:", "retry:"})))
        return Form::Events;
    if (m_answer == Answer::Text)
        return Form::Text;
    const bool isText =
        !hasControls(text) && (saysText(m_head.contentType) || beginsWithAny(text, {"{", "[", "\"", "<"}));
    return isText ? Form::Text : Form::Bytes;
}

void EndpointReader::read(QByteArrayView plain)
{
    if (m_form == Form::Events) {
        readEvents(m_events.feed(plain));
        if (m_events.overflowed())
            fail(AnswerReader::tooLarge());
    } else if (m_form == Form::Bytes) {
        readBytesBeforeError(plain);
    } else if (m_text.size() + plain.size() > MostText) {
        fail(AnswerReader::tooLarge());
    } else {
        m_text += plain;
    }
}

void EndpointReader::readBytesBeforeError(QByteArrayView plain)
{
    m_text += plain;
    qsizetype place = m_text.size();
    for (const QByteArrayView beginning : ErrorBeginnings)
        place = std::min(place, placeOf(beginning, m_text));
    if (m_text.size() - place > MostOfError)
        place = m_text.size();
    if (place > 0)
        readBytes(QByteArrayView(m_text).first(place));
    m_text.remove(0, place);
}

void EndpointReader::readBytesBehind()
{
    const QByteArray json = m_text.sliced(std::max<qsizetype>(m_text.indexOf('{'), 0));
    const QJsonObject object = firstObject(readJson(json).value_or(QJsonValue()));
    if (carriesError(object))
        fail(errorIn(object));
    else if (!m_text.isEmpty())
        readBytes(m_text);
}

void EndpointReader::readEvents(const QList<SseEvent> &events)
{
    for (const SseEvent &event : events) {
        if (!m_error && !m_isOver)
            readData(event);
    }
}

void EndpointReader::readData(const SseEvent &event)
{
    if (event.data.trimmed() == "[DONE]")
        return endStream();
    const QJsonObject object = firstObject(readJson(event.data).value_or(QJsonValue()));
    if (event.type == "error" || carriesError(object))
        fail(errorIn(object));
    else
        readEvent(object);
}

ChatError EndpointReader::errorIn(const QJsonObject &object) const
{
    ChatError error = errorFromJson(object);
    error.httpStatus = m_head.status;
    error.requestId = error.requestId.isEmpty() ? m_head.requestId : error.requestId;
    return error;
}

void EndpointReader::readBytes(QByteArrayView)
{
}

void EndpointReader::readText(const QByteArray &text)
{
    ChatError error = decodeError(m_head, text);
    if (text.trimmed().isEmpty())
        error.message = u"The response is empty."_s;
    fail(error);
}

void EndpointReader::fail(const ChatError &error)
{
    m_error = Redaction(m_keys).of(error);
    m_text = {};
}

void EndpointReader::fail(const QString &words)
{
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.httpStatus = m_head.status;
    error.requestId = m_head.requestId;
    error.message = words;
    fail(error);
}

} // namespace Parlance
