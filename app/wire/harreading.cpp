// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/harreading.h"

#include "wire/harfield.h"
#include "wire/harnames.h"
#include "wire/redaction.h"
#include "wire/ssereader.h"

#include <QTimeZone>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonValueView::Kind;
using Micros = Timing::Duration;

/// More than any browser records in a day. A capture without a body takes nearly a kilobyte.
constexpr qsizetype MostEntries = 100'000;

/// A part of a body that arrived at once.
struct Portion
{
    qint64 size = 0;
    Micros at{0};
};

struct Body
{
    QByteArray bytes;
    QList<Portion> portions; ///< cover all bytes, in order
};

/// No time is below zero or above a year, so that none overflows.
Micros micros(double number)
{
    constexpr double year = 366.0 * 24 * 60 * 60 * 1e6;
    return Micros(std::llround(std::clamp(std::isnan(number) ? 0 : number, 0.0, year)));
}

std::optional<Micros> microsIn(const HarField &field, QStringView name)
{
    return field.number(name).transform(micros);
}

/// A status, or 0 if there is none.
int statusIn(const HarField &field)
{
    return static_cast<int>(std::clamp(field.number(u"status").value_or(0), 0.0, 999.0));
}

/// The bytes of a field "text".
QByteArray bytesIn(const HarField &holder)
{
    const HarField text = holder.member(u"text", Kind::String);
    if (holder.text(u"encoding") != u"base64")
        return text.text().toUtf8();
    QByteArray coded = text.text().toLatin1();
    coded.removeIf([](char c) { return c == '\r' || c == '\n'; });
    const auto decoded = QByteArray::fromBase64Encoding(coded, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        text.fail(CaptureFault::Reason::NotBase64);
    return decoded ? *decoded : QByteArray();
}

/// Without the names that HTTP/2 gives to the parts of a first line, such as ":path".
RawHeaders headersIn(const HarField &message)
{
    RawHeaders headers;
    for (const HarField &header : message.elements(u"headers")) {
        const HarField own = header.member(u"_parlance", Kind::String);
        const QByteArray value =
            own.isAbsent() ? header.text(u"value").toUtf8() : QByteArray::fromBase64(own.text().toLatin1());
        const QByteArray name = header.text(u"name").toUtf8();
        if (!name.startsWith(':'))
            headers.append({name, value});
    }
    return withoutCookies(headers);
}

WireRequest requestIn(const HarField &request)
{
    if (request.isAbsent())
        return {};
    const QString url = request.text(u"url");
    return {.method = request.text(u"method").toUtf8(),
        .url = url == HarNoAddress ? QUrl() : QUrl::fromEncoded(url.toUtf8()),
        .headers = wireHeaders(headersIn(request)),
        .body = bytesIn(request.object(u"postData"))};
}

QDateTime startIn(const HarField &entry)
{
    const QDateTime start = QDateTime::fromString(entry.text(u"startedDateTime"), Qt::ISODateWithMs);
    return start.toMSecsSinceEpoch() == 0 ? QDateTime() : start.toUTC();
}

void endNotBefore(Micros at, Recording &recording)
{
    if (recording.end)
        recording.end->at = std::max(recording.end->at, at);
}

/// The stages as another program tells them; -1 is unknown.
void readTimings(const HarField &timings, Recording &recording)
{
    Micros now{0};
    const auto take = [&](QStringView name) {
        const Micros span = micros(timings.number(name).value_or(0) * 1000);
        now += span;
        return span > Micros(0);
    };
    take(u"blocked");
    take(u"dns");
    const Micros beforeConnecting = now;
    if (take(u"connect")) {
        recording.connectingAt = beforeConnecting;
        if (timings.number(u"ssl").value_or(0) > 0)
            recording.encryptedAt = now;
    }
    take(u"send");
    recording.sentAt = now;
    take(u"wait");
    if (recording.head)
        recording.head->at = now;
    take(u"receive");
    endNotBefore(now, recording);
}

/// The events as another program tells them, with their times since the request.
Body bodyOfEvents(const QList<HarField> &events, const QDateTime &start)
{
    Body body;
    QString id;
    const double zero = start.isValid()    ? static_cast<double>(start.toMSecsSinceEpoch()) / 1000
                        : events.isEmpty() ? 0
                                           : events.first().number(u"time").value_or(0);
    for (const HarField &event : events) {
        QString text;
        if (const QString name = event.text(u"eventName"); !name.isEmpty() && name != u"message")
            text += u"event: "_s + name + u'\n';
        if (const QString newId = event.text(u"eventId"); newId != id)
            text += u"id: "_s + (id = newId) + u'\n';
        for (const QString &line : event.text(u"data").split(u'\n'))
            text += u"data: "_s + line + u'\n';
        const QByteArray bytes = text.toUtf8() + '\n';
        body.bytes += bytes;
        body.portions.append(
            {.size = bytes.size(), .at = micros((event.number(u"time").value_or(0) - zero) * 1e6)});
    }
    return body;
}

qsizetype endOfLine(const QByteArray &bytes, qsizetype begin)
{
    const auto end =
        std::find_if(bytes.begin() + begin, bytes.end(), [](char c) { return c == '\r' || c == '\n'; });
    const qsizetype at = end - bytes.begin();
    return std::min(bytes.size(), at + (QByteArrayView(bytes).sliced(at).startsWith("\r\n") ? 2 : 1));
}

/// The sizes of the events of a stream, without what follows the last.
QList<qint64> eventSizes(const QByteArray &stream)
{
    QList<qint64> sizes;
    SseReader reader;
    qsizetype begin = 0;
    for (qsizetype at = 0; at < stream.size();) {
        const qsizetype end = endOfLine(stream, at);
        if (!reader.feed(QByteArrayView(stream).sliced(at, end - at)).isEmpty()) {
            sizes.append(end - begin);
            begin = end;
        }
        at = end;
    }
    return sizes;
}

/// The bytes with the times of their events, if these are as many as the times; or else in one piece, at the
/// end.
Body timed(const QByteArray &bytes, const QList<Portion> &events, Micros end)
{
    Body body{.bytes = bytes, .portions = {}};
    const QList<qint64> sizes = eventSizes(bytes);
    qint64 rest = bytes.size();
    for (qsizetype i = 0; i < sizes.size() && sizes.size() == events.size(); ++i) {
        body.portions.append({.size = sizes.at(i), .at = events.at(i).at});
        rest -= sizes.at(i);
    }
    body.portions.append({.size = rest, .at = std::max(end, events.isEmpty() ? end : events.last().at)});
    return body;
}

/// The pieces that Parlance has written; none if they do not fit the body, which somebody has changed then.
QList<Portion> ownPortions(const HarField &own, qint64 size)
{
    QList<Portion> portions;
    for (const HarField &piece : own.elements(u"pieces", Kind::Array)) {
        const QList<HarField> pair = piece.elements(Kind::Number);
        if (pair.size() != 2)
            return {};
        const double length = pair.first().number().value_or(-1);
        if (!(length > 0 && length <= static_cast<double>(size)))
            return {};
        portions.append({.size = std::llround(length), .at = micros(pair.last().number().value_or(0))});
        size -= portions.last().size;
    }
    return size == 0 ? portions : QList<Portion>();
}

template <typename Enum, typename Names>
Enum named(const QString &name, const Names &names, Enum otherwise)
{
    const auto known = std::ranges::find(names, name);
    return known == names.end() ? otherwise : static_cast<Enum>(known - names.begin());
}

ChatError failureIn(const HarField &failure)
{
    const auto retryAfter = failure.number(u"retry_after");
    return {.kind = named(failure.text(u"kind"), HarErrorNames, ChatError::Kind::Network),
        .httpStatus = statusIn(failure),
        .code = failure.text(u"code"),
        .type = failure.text(u"type"),
        .message = failure.text(u"message"),
        .requestId = failure.text(u"request_id"),
        .retryAfter = retryAfter.transform(
            [](double seconds) { return std::chrono::seconds(micros(seconds).count()); })};
}

/// The stages as Parlance has written them.
void readOwnStages(const HarField &own, Recording &recording)
{
    recording.connectingAt = microsIn(own, u"connecting");
    recording.encryptedAt = microsIn(own, u"encrypted");
    recording.sentAt = microsIn(own, u"sent");
    if (recording.head)
        recording.head->at = microsIn(own, u"head").value_or(Micros(0));
    recording.end = {.at = microsIn(own, u"end").value_or(Micros(0)),
        .by = named(own.text(u"ended_by"), HarEndNames, Recording::End::By::User)};
    if (const HarField failure = own.object(u"failure"); !failure.isAbsent())
        recording.end->failure = failureIn(failure);
}

/// The head and the end of an answer, still without times.
Recording answerIn(const HarField &answer)
{
    Recording recording;
    const RawHeaders headers = masked(wireHeaders(headersIn(answer)));
    if (const int status = statusIn(answer); status > 0)
        recording.head = {.status = status, .headers = headers};
    recording.end = Recording::End();
    if (const QString error = answer.text(u"_error"); !error.isEmpty()) {
        ChatError &failure = recording.end->failure.emplace();
        failure.kind = ChatError::Kind::Network;
        failure.message = error;
    }
    return recording;
}

Body bodyIn(const HarField &entry, const Recording &recording, const QDateTime &start)
{
    const QByteArray bytes = bytesIn(entry.object(u"response").object(u"content"));
    if (const QList<Portion> own = ownPortions(entry.object(u"_parlance"), bytes.size()); !own.isEmpty())
        return {.bytes = bytes, .portions = own};
    Body events = bodyOfEvents(entry.elements(u"_eventSourceMessages"), start);
    if (bytes.isEmpty())
        return events;
    return timed(bytes, events.portions, recording.end.value_or(Recording::End()).at);
}

Recording recordingIn(const HarField &entry, const QDateTime &start)
{
    Recording recording = answerIn(entry.object(u"response"));
    const HarField own = entry.object(u"_parlance");
    if (own.isAbsent())
        readTimings(entry.object(u"timings"), recording);
    else
        readOwnStages(own, recording);
    const Body body = bodyIn(entry, recording, start);
    qint64 offset = 0;
    for (const Portion &portion : body.portions) {
        recording.append(body.bytes.sliced(offset, portion.size), portion.at);
        offset += portion.size;
    }
    if (!own.number(u"end") && !body.portions.isEmpty())
        endNotBefore(body.portions.last().at, recording);
    recording.squeeze();
    return recording;
}

Capture captureIn(const HarField &entry)
{
    const QDateTime start = startIn(entry);
    return {.request = requestIn(entry.object(u"request")),
        .recording = recordingIn(entry, start),
        .startedAt = start};
}

/// Masks the keys of all headers and addresses wherever they are. What is a mask already needs none.
void maskKeys(QList<Capture> &captures)
{
    Redaction redaction;
    for (const Capture &capture : std::as_const(captures)) {
        for (const Secret &key : keysOf(capture.request)) {
            if (key.reveal().count('*') < key.reveal().size())
                redaction.add(key);
        }
    }
    for (Capture &capture : captures) {
        capture.request = redaction.of(capture.request);
        capture.recording = redaction.of(capture.recording);
    }
}

/// True if the text ends within the word that is wrong, or where more must follow.
bool isCutOff(const QByteArray &text, const JsonFault &fault)
{
    return fault.reason != JsonFault::Reason::TextAfterTheEnd &&
           std::ranges::none_of(QByteArrayView(text).sliced(fault.offset),
               [](char c) { return QByteArrayView(" \t\r\n,:]}").contains(c); });
}

CaptureFault faultOf(const QByteArray &text, const JsonFault &fault)
{
    return {.reason = isCutOff(text, fault) ? CaptureFault::Reason::CutOff : CaptureFault::Reason::NotJson,
        .place = placeIn(text, fault.offset),
        .bytes = bytesAt(text, fault.offset),
        .json = fault.reason};
}

} // namespace

Captures capturesInHar(const QByteArray &json)
{
    const auto document = JsonDocument::read(json);
    if (!document)
        return std::unexpected(faultOf(json, document.error()));
    std::optional<CaptureFault> fault;
    const HarField list =
        HarField(*document, fault).required(u"log", Kind::Object).required(u"entries", Kind::Array);
    const QList<HarField> entries = list.elements(Kind::Object);
    if (entries.isEmpty() || entries.size() > MostEntries)
        list.fail(entries.isEmpty() ? CaptureFault::Reason::NoEntries : CaptureFault::Reason::TooMany);
    if (fault)
        return std::unexpected(*fault);
    QList<Capture> captures;
    for (const HarField &entry : entries)
        captures.append(captureIn(entry));
    if (fault)
        return std::unexpected(*fault);
    maskKeys(captures);
    return captures;
}

} // namespace Parlance
