// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/harwriting.h"

#include "wire/harnames.h"
#include "wire/jsonobjectwriter.h"
#include "wire/ssereader.h"
#include "wire/utf8text.h"

#include <QTimeZone>
#include <QUrlQuery>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Micros = Timing::Duration;

/// Broken UTF-8 becomes U+FFFD.
QByteArray written(QByteArrayView bytes)
{
    return bytes.isValidUtf8() ? writtenJsonText(bytes) : writtenJsonText(textFromUtf8(bytes).toUtf8());
}

QByteArray milliseconds(Micros time)
{
    return QByteArray::number(static_cast<double>(time.count()) / 1000, 'f', 3);
}

/// Sets "text", and "encoding" if the bytes are not UTF-8.
void setText(JsonObjectWriter &object, const QByteArray &bytes)
{
    const bool isText = bytes.isValidUtf8();
    object.setWritten(u"text"_s, writtenJsonText(isText ? bytes : bytes.toBase64()));
    if (!isText)
        object.set(u"encoding"_s, u"base64"_s);
}

QByteArray nameAndValue(const QByteArray &name, const QByteArray &value)
{
    JsonObjectWriter object;
    object.setWritten(u"name"_s, written(name));
    object.setWritten(u"value"_s, written(value));
    if (!value.isValidUtf8())
        object.set(u"_parlance"_s, QString::fromLatin1(value.toBase64()));
    return object.toJson();
}

QByteArray written(const RawHeaders &headers)
{
    QList<QByteArray> list;
    for (const auto &[name, value] : headers)
        list.append(nameAndValue(name, value));
    return writtenArray(list);
}

QByteArray written(const QUrlQuery &query)
{
    QList<QByteArray> list;
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
        list.append(nameAndValue(name.toUtf8(), value.toUtf8()));
    return writtenArray(list);
}

/// The fields that a request and an answer share, from "httpVersion" on.
void setHead(JsonObjectWriter &object, const RawHeaders &headers)
{
    object.set(u"httpVersion"_s, u"HTTP/1.1"_s);
    object.setWritten(u"cookies"_s, "[]");
    object.setWritten(u"headers"_s, written(headers));
    object.set(u"headersSize"_s, -1);
}

QByteArray written(const WireRequest &request)
{
    const RawHeaders headers = masked(request.headers);
    JsonObjectWriter object;
    object.set(u"method"_s, QString::fromLatin1(request.method));
    object.setWritten(u"url"_s, request.url.isEmpty() ? writtenJson(HarNoAddress.toString())
                                                      : writtenJsonText(request.url.toEncoded()));
    setHead(object, headers);
    object.set(u"bodySize"_s, request.body.size());
    object.setWritten(u"queryString"_s, written(QUrlQuery(request.url)));
    if (!request.body.isEmpty()) {
        JsonObjectWriter data;
        data.setWritten(u"mimeType"_s, written(headerValue(headers, "content-type")));
        setText(data, request.body);
        object.setWritten(u"postData"_s, data.toJson());
    }
    return object.toJson();
}

QByteArray contentOf(const Recording &recording, const QByteArray &contentType)
{
    JsonObjectWriter object;
    object.set(u"size"_s, recording.size());
    if (recording.sizeOnWire)
        object.set(u"compression"_s, recording.size() - *recording.sizeOnWire);
    object.setWritten(u"mimeType"_s, contentType.isEmpty() ? "\"x-unknown\"" : written(contentType));
    if (recording.size() > 0)
        setText(object, recording.body());
    return object.toJson();
}

QByteArray answerOf(const Recording &recording)
{
    const Recording::Head head = recording.head.value_or(Recording::Head());
    JsonObjectWriter object;
    object.set(u"status"_s, head.status);
    object.set(u"statusText"_s, QString());
    setHead(object, head.headers);
    object.set(u"bodySize"_s, recording.sizeOnWire.value_or(recording.size()));
    object.setWritten(u"content"_s, contentOf(recording, headerValue(head.headers, "content-type")));
    object.setWritten(u"redirectURL"_s, written(headerValue(head.headers, "location")));
    if (recording.end && recording.end->failure)
        object.set(u"_error"_s, recording.end->failure->message);
    return object.toJson();
}

Micros endOf(const Recording &recording)
{
    return recording.end ? recording.end->at : Micros(0);
}

/// The times follow one another, and so add up to the time of the end.
QByteArray timingsOf(const Recording &recording)
{
    JsonObjectWriter object;
    Micros last{0};
    const auto set = [&](const QString &name, const std::optional<Micros> &until, const QByteArray &unknown) {
        const Micros next = std::max(last, until.value_or(last)); // an answer may come before all is sent
        object.setWritten(name, until ? milliseconds(next - last) : unknown);
        last = next;
    };
    const Micros end = endOf(recording);
    set(u"blocked"_s, recording.connectingAt, "-1");
    object.set(u"dns"_s, -1);
    set(u"connect"_s, recording.encryptedAt, "-1");
    object.set(u"ssl"_s, -1);
    set(u"send"_s, recording.sentAt, "0");
    set(u"wait"_s, recording.head ? recording.head->at : end, "0");
    set(u"receive"_s, end, "0");
    return object.toJson();
}

/// In seconds since 1970.
QByteArray secondsAt(const QDateTime &startedAt, Micros time)
{
    const qint64 micros = (startedAt.isValid() ? startedAt.toMSecsSinceEpoch() * 1000 : 0) + time.count();
    return QByteArray::number(micros / 1'000'000) + '.' +
           QByteArray::number(micros % 1'000'000).rightJustified(6, '0');
}

/// Written by hand, as there may be hundreds of thousands.
QByteArray eventsOf(const Capture &capture)
{
    QByteArray json = "[";
    SseReader reader;
    for (Recording::Reader pieces(capture.recording); !pieces.atEnd();) {
        const Recording::Piece piece = pieces.next();
        for (const SseEvent &event : reader.feed(piece.bytes)) {
            json += json.size() > 1 ? ",{\"time\":" : "{\"time\":";
            json += secondsAt(capture.startedAt, piece.at);
            json += ",\"eventName\":" + written(event.type);
            json += ",\"eventId\":" + written(event.id);
            json += ",\"data\":" + written(event.data) + '}';
        }
    }
    return json + ']';
}

bool isStream(const Recording &recording)
{
    return recording.head &&
           AnswerHead::from(recording.head->status, recording.head->headers, {}).contentType ==
               "text/event-stream";
}

QByteArray piecesOf(const Recording &recording)
{
    QByteArray json = "[";
    for (Recording::Reader pieces(recording); !pieces.atEnd();) {
        const Recording::Piece piece = pieces.next();
        json += json.size() > 1 ? ",[" : "[";
        json += QByteArray::number(piece.bytes.size()) + ',' + QByteArray::number(piece.at.count()) + ']';
    }
    return json + ']';
}

QByteArray written(const ChatError &failure)
{
    JsonObjectWriter object;
    object.set(u"kind"_s, HarErrorNames.at(static_cast<size_t>(failure.kind)).toString());
    object.set(u"status"_s, failure.httpStatus);
    object.set(u"code"_s, failure.code);
    object.set(u"type"_s, failure.type);
    object.set(u"message"_s, failure.message);
    object.set(u"request_id"_s, failure.requestId);
    if (failure.retryAfter)
        object.set(u"retry_after"_s, qint64(failure.retryAfter->count()));
    return object.toJson();
}

QByteArray ownFieldsOf(const Recording &recording)
{
    JsonObjectWriter object;
    const auto set = [&object](const QString &name, const std::optional<Micros> &time) {
        if (time)
            object.set(name, qint64(time->count()));
    };
    object.setWritten(u"pieces"_s, piecesOf(recording));
    set(u"connecting"_s, recording.connectingAt);
    set(u"encrypted"_s, recording.encryptedAt);
    set(u"sent"_s, recording.sentAt);
    set(u"head"_s, recording.head ? std::optional(recording.head->at) : std::nullopt);
    if (!recording.end)
        return object.toJson();
    set(u"end"_s, recording.end->at);
    object.set(u"ended_by"_s, HarEndNames.at(static_cast<size_t>(recording.end->by)).toString());
    if (recording.end->failure)
        object.setWritten(u"failure"_s, written(*recording.end->failure));
    return object.toJson();
}

QByteArray entryOf(const Capture &capture)
{
    const QDateTime start =
        capture.startedAt.isValid() ? capture.startedAt : QDateTime::fromMSecsSinceEpoch(0, QTimeZone::UTC);
    JsonObjectWriter object;
    object.set(u"startedDateTime"_s, start.toUTC().toString(Qt::ISODateWithMs));
    object.setWritten(u"time"_s, milliseconds(endOf(capture.recording)));
    object.setWritten(u"request"_s, written(capture.request));
    object.setWritten(u"response"_s, answerOf(capture.recording));
    object.setWritten(u"cache"_s, "{}");
    object.setWritten(u"timings"_s, timingsOf(capture.recording));
    if (isStream(capture.recording))
        object.setWritten(u"_eventSourceMessages"_s, eventsOf(capture));
    object.setWritten(u"_parlance"_s, ownFieldsOf(capture.recording));
    return object.toJson();
}

} // namespace

QByteArray harOf(const Capture &capture)
{
    JsonObjectWriter creator;
    creator.set(u"name"_s, u"Parlance"_s);
    creator.set(u"version"_s, QStringLiteral(PARLANCE_VERSION));
    JsonObjectWriter log;
    log.set(u"version"_s, u"1.2"_s);
    log.setWritten(u"creator"_s, creator.toJson());
    log.setWritten(u"entries"_s, writtenArray({entryOf(capture)}));
    JsonObjectWriter file;
    file.setWritten(u"log"_s, log.toJson());
    return file.toJson() + '\n';
}

} // namespace Parlance
