// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/faults.h"

#include "demo/forms/events.h"
#include "demo/server/route.h"

#include <QJsonDocument>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::microseconds;

namespace Parlance::Demo {

namespace {

using Frames = QList<TimedFrame>;

/// Replaces an answer.
using Instead = std::function<DemoResponse(const GatewayForm &, const QString &requestId)>;
/// Changes an answer.
using Change = std::function<DemoResponse(DemoResponse, const GatewayForm &, const QString &requestId)>;
/// Changes the request before it is answered.
using Disguise = std::function<DemoRequest(DemoRequest)>;

struct Fault
{
    DemoFault shown;
    Instead instead = {};
    Change change = {};
    Disguise disguise = {};

    [[nodiscard]] QString name() const { return shown.name; }
};

Instead failing(const Refusal &refusal)
{
    return [refusal](const GatewayForm &form, const QString &requestId) {
        return form.refuse(refusal, requestId);
    };
}

DemoResponse proxyPage(const GatewayForm &, const QString &)
{
    DemoResponse response{.status = 502, .headers = {}, .streamed = false, .frames = {}};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "text/html");
    response.frames.append({0us, "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                                 "<center><h1>502 Bad Gateway</h1></center>\r\n"
                                 "<hr><center>demo proxy</center>\r\n</body>\r\n</html>\r\n"});
    return response;
}

/// Where a stream breaks: after its first half, at least one frame, never at its end.
qsizetype middle(const Frames &frames)
{
    return std::max<qsizetype>(1, frames.size() / 2);
}

DemoResponse errorInMidStream(DemoResponse said, const GatewayForm &form, const QString &requestId)
{
    if (!said.streamed)
        return form.refuse({.status = 502}, requestId);
    said.frames.resize(middle(said.frames));
    const microseconds due = said.frames.constLast().due;
    said.frames.append({due, form.breakOff(u"The upstream provider failed in mid-stream"_s)});
    return said;
}

DemoResponse withoutEnd(DemoResponse said, const GatewayForm &, const QString &)
{
    if (said.streamed)
        said.frames.resize(middle(said.frames));
    else
        said.frames.last().bytes.truncate(said.frames.constLast().bytes.size() / 2);
    return said;
}

DemoResponse hangingUp(DemoResponse said, const GatewayForm &, const QString &)
{
    if (said.streamed)
        said.frames.resize(middle(said.frames));
    said.hangsUp = true;
    return said;
}

DemoResponse slowStart(DemoResponse said, const GatewayForm &, const QString &)
{
    for (TimedFrame &frame : said.frames)
        frame.due += 10s;
    return said;
}

/// Spaces the frames by `step`; the first keeps its time.
DemoResponse paced(DemoResponse said, microseconds step)
{
    const microseconds first = said.frames.constFirst().due;
    for (qsizetype i = 0; said.streamed && i < said.frames.size(); ++i)
        said.frames[i].due = first + step * i;
    return said;
}

DemoResponse slow(DemoResponse said, const GatewayForm &, const QString &)
{
    return paced(std::move(said), 200ms);
}

DemoResponse fast(DemoResponse said, const GatewayForm &, const QString &)
{
    said.frames.first().due = 0us;
    return paced(std::move(said), 500us);
}

DemoResponse keepingAlive(DemoResponse said, const GatewayForm &, const QString &)
{
    for (TimedFrame &frame : said.frames) {
        if (isEventStream(said))
            frame.bytes.prepend(": keep-alive\n\n");
    }
    return said;
}

DemoResponse withCarriageReturns(DemoResponse said, const GatewayForm &, const QString &)
{
    for (TimedFrame &frame : said.frames) {
        if (isEventStream(said))
            frame.bytes.replace("\n", "\r\n");
    }
    return said;
}

/// A large answer goes on in whole frames.
DemoResponse byteByByte(DemoResponse said, const GatewayForm &, const QString &)
{
    constexpr qsizetype MostSingle = 64 * 1024;
    Frames single;
    for (const TimedFrame &frame : std::as_const(said.frames)) {
        const qsizetype count = std::clamp<qsizetype>(MostSingle - single.size(), 0, frame.bytes.size());
        for (const char byte : frame.bytes.first(count))
            single.append({frame.due, QByteArray(1, byte)});
        if (count < frame.bytes.size())
            single.append({frame.due, frame.bytes.sliced(count)});
    }
    said.streamed = true;
    said.frames = single;
    return said;
}

DemoResponse withBrokenFrame(DemoResponse said, const GatewayForm &, const QString &)
{
    if (!said.streamed) {
        said.frames.last().bytes.prepend("}{");
        return said;
    }
    const qsizetype at = middle(said.frames);
    said.frames.insert(at, {said.frames.at(at - 1).due, event("{\"choices\":[{\"del"_ba)});
    return said;
}

DemoRequest askingForNoStream(DemoRequest request)
{
    QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (!body.isEmpty()) {
        body.remove("stream"_L1);
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    return request;
}

std::vector<Fault> statusFaults()
{
    return {{.shown = {u"400"_s, u"Bad request"_s}, .instead = failing({.status = 400})},
        {.shown = {u"401"_s, u"The key is not accepted"_s}, .instead = failing({.status = 401})},
        {.shown = {u"402"_s, u"Out of credits"_s}, .instead = failing({.status = 402})},
        {.shown = {u"413"_s, u"The conversation is too long"_s}, .instead = failing({.status = 413})},
        {.shown = {u"429"_s, u"Too many requests: try again after 5 seconds"_s},
            .instead = failing({.status = 429, .retryAfter = 5s})},
        {.shown = {u"budget"_s, u"Status 429: the budget of the plan is used up, waiting does not help"_s},
            .instead = failing({.status = 429, .plan = true})},
        {.shown = {u"500"_s, u"An error in the server"_s}, .instead = failing({.status = 500})},
        {.shown = {u"501"_s, u"Not implemented"_s}, .instead = failing({.status = 501})},
        {.shown = {u"502"_s, u"The provider behind the gateway failed"_s},
            .instead = failing({.status = 502})},
        {.shown = {u"503"_s, u"Overloaded: try again after 60 seconds"_s},
            .instead = failing({.status = 503, .retryAfter = 60s})},
        {.shown = {u"html"_s, u"Status 502 with the HTML page of a proxy"_s}, .instead = proxyPage}};
}

/// In the order in which several are applied.
std::vector<Fault> streamFaults()
{
    return {{.shown = {u"error-mid-stream"_s, u"The stream fails in its middle, with an error"_s},
                .change = errorInMidStream},
        {.shown = {u"no-end"_s, u"The stream ends without its end mark"_s}, .change = withoutEnd},
        {.shown = {u"hang-up"_s, u"The connection closes in mid-stream"_s}, .change = hangingUp},
        {.shown = {u"garbage"_s, u"A broken frame in mid-stream"_s}, .change = withBrokenFrame},
        {.shown = {u"plain"_s, u"One JSON object although a stream was asked for"_s},
            .disguise = askingForNoStream},
        {.shown = {u"slow"_s, u"5 tokens a second"_s}, .change = slow},
        {.shown = {u"fast"_s, u"2000 tokens a second, and a plain answer at once"_s}, .change = fast},
        {.shown = {u"slow-start"_s, u"Nothing for the first 10 seconds"_s}, .change = slowStart},
        {.shown = {u"keep-alive"_s, u"Comments between the frames"_s}, .change = keepingAlive},
        {.shown = {u"crlf"_s, u"Lines that end with carriage return and line feed"_s},
            .change = withCarriageReturns},
        {.shown = {u"one-byte"_s, u"Each byte in a chunk of its own"_s}, .change = byteByByte}};
}

/// What the endpoints beside chat do wrong; they do so themselves.
std::vector<Fault> endpointFaults()
{
    const QString embeddings = u"/v1/embeddings"_s;
    const QString images = u"/v1/images/generations"_s;
    const QString speech = u"/v1/audio/speech"_s;
    const QString transcriptions = u"/v1/audio/transcriptions"_s;
    return {{.shown = {u"fewer-vectors"_s, u"The last text has no vector"_s, embeddings}},
        {.shown = {u"unequal-vectors"_s, u"The last vector has half as many numbers"_s, embeddings}},
        {.shown = {u"nan"_s, u"A number of the last vector is NaN"_s, embeddings}},
        {.shown = {u"shuffled"_s, u"The vectors come in reverse order; `index` says which is which"_s,
             embeddings}},
        {.shown = {u"cut-picture"_s, u"The picture's file breaks off in its middle"_s, images}},
        {.shown = {u"other-picture"_s, u"The picture is of another format than the answer says"_s, images}},
        {.shown = {u"no-partials"_s, u"No partial picture comes before the whole one"_s, images}},
        {.shown = {u"done"_s, u"The stream ends with [DONE]"_s, images}},
        {.shown = {u"wav-ffffffff"_s, u"The WAV file's sizes are 0xFFFFFFFF"_s, speech}},
        {.shown = {u"wav-7fffffff"_s, u"The WAV file's sizes are 0x7FFFFFFF"_s, speech}},
        {.shown = {u"wav-2000000000"_s, u"The WAV file's sizes are 2,000,000,000"_s, speech}},
        {.shown = {u"wav-chunk"_s, u"A chunk of text follows the sound in the WAV file"_s, speech}},
        {.shown = {u"wav-twice"_s, u"Two WAV files, one after the other"_s, speech}},
        {.shown = {u"other-sound"_s, u"PCM where WAV was asked for, and WAV where PCM was"_s, speech}},
        {.shown = {u"json-audio"_s, u"An error as JSON, with status 200 and the content type of sound"_s,
             speech}},
        {.shown = {u"no-times"_s, u"verbose_json without segments and words"_s, transcriptions}}};
}

const std::vector<Fault> &faults()
{
    static const std::vector<Fault> all = [] {
        std::vector<Fault> list = statusFaults();
        std::ranges::move(streamFaults(), std::back_inserter(list));
        std::ranges::move(endpointFaults(), std::back_inserter(list));
        return list;
    }();
    return all;
}

bool isKnownAt(const DemoFault &fault, const Route &route)
{
    return fault.path.isEmpty() || fault.path == route.path;
}

DemoResponse unknownFault(const QString &name, const Route &route, const QString &requestId)
{
    QStringList known;
    for (const DemoFault &fault : demoFaults()) {
        if (isKnownAt(fault, route))
            known += fault.name;
    }
    const QString message = u"Unknown X-Demo-Fault \"%1\". There are %2"_s;
    return route.form->refuse({.message = message.arg(name, known.join(u", "_s))}, requestId);
}

QStringList faultNames(const DemoRequest &request)
{
    QStringList names;
    for (const QByteArray &name : request.headers.combinedValue("X-Demo-Fault").split(',')) {
        if (!name.trimmed().isEmpty())
            names += QString::fromLatin1(name.trimmed());
    }
    return names;
}

DemoResponse answerWith(const std::vector<const Fault *> &wanted, const Route &route, DemoRequest request)
{
    const QString id = demoId(u"req"_s, request);
    for (const Fault *fault : wanted) {
        if (fault->instead)
            return fault->instead(*route.form, id);
        if (fault->disguise)
            request = fault->disguise(std::move(request));
    }
    DemoResponse said = route.answer(request);
    for (const Fault *fault : wanted) {
        if (fault->change)
            said = fault->change(std::move(said), *route.form, id);
    }
    return said;
}

} // namespace

DemoResponse answerWithFaults(const Route &route, const DemoRequest &request)
{
    const QString id = demoId(u"req"_s, request);
    const QStringList names = faultNames(request);
    for (const QString &name : names) {
        const auto found = std::ranges::find(faults(), name, &Fault::name);
        if (found == faults().end() || !isKnownAt(found->shown, route))
            return unknownFault(name, route, id);
    }
    std::vector<const Fault *> wanted;
    for (const Fault &fault : faults()) {
        if (names.contains(fault.shown.name))
            wanted.push_back(&fault);
    }
    return answerWith(wanted, route, request);
}

bool wantsFault(const DemoRequest &request, QLatin1StringView name)
{
    return faultNames(request).contains(name);
}

} // namespace Parlance::Demo

std::span<const Parlance::DemoFault> Parlance::demoFaults()
{
    static const std::vector<DemoFault> shown = [] {
        std::vector<DemoFault> list;
        for (const Demo::Fault &fault : Demo::faults())
            list.push_back(fault.shown);
        return list;
    }();
    return shown;
}
