// SPDX-License-Identifier: GPL-3.0-or-later
// Connecting, the head of an answer, and how a body is framed.
#include "fault.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Faults {

namespace {

const QStringList Closed{u"closed|reset"_s}; // NOLINT(*-statically-constructed-objects)
const QStringList Cut{
    u"broke off|closed|reset|ends in (its|the) middle|cut off"_s}; // NOLINT(*-statically-constructed-objects)
const QStringList Unframed{
    u"broke off|closed|ends in (its|the) middle|cut off|Invalid|malformed|not HTTP|unsupported"_s}; // NOLINT(*-statically-constructed-objects)

/// The whole answer with its length, after these bytes.
Bytes after(const QByteArray &bytes)
{
    return [bytes](const Speech &speech) {
        return bytes + measured("200 OK", speech.type(), speech.whole());
    };
}

Bytes withLines(const QByteArray &lines, const QByteArray &status = "200 OK")
{
    return [=](const Speech &speech) {
        return measured(status, speech.type(),
            status.startsWith('2') ? speech.whole() : speech.error("Too tired"), lines);
    };
}

/// Half an answer in a chunk, and then what is no chunk.
Bytes halfAnd(const QByteArray &bytes)
{
    return [bytes](const Speech &speech) {
        return chunkedHead(speech.type()) + chunk(speech.half()) + bytes;
    };
}

Bytes headAnd(const QByteArray &lines, const Bytes &body)
{
    return [=](const Speech &speech) {
        return head("200 OK", "Content-Type: " + speech.type() + "\r\n" + lines) + body(speech);
    };
}

QByteArray whole(const Speech &speech)
{
    return speech.whole();
}

QByteArray half(const Speech &speech)
{
    return speech.half();
}

/// What goes on after `half()`, in events of its own.
QByteArray halfAndMore(const Speech &speech)
{
    if (!speech.streamed)
        return speech.whole();
    return speech.half() + speech.text("answer") + speech.finish() + speech.end();
}

Fault resets(const QByteArray &name, const Bytes &bytes, const Expected &streamed, const Expected &plain)
{
    const auto script = [bytes](Peer &peer, const Speech &speech) {
        peer.readRequest();
        peer.send(bytes(speech));
        peer.waitUntilReceived(); // what is on its way would be lost with a reset
        peer.reset();
    };
    return {.name = name, .script = script, .streamed = streamed, .plain = plain};
}

Fault early(const QByteArray &name, bool reset)
{
    const auto script = [reset](Peer &peer, const Speech &speech) {
        peer.readHead();
        peer.send(measured("413 Content Too Large", "application/json", speech.error("Too much at once"),
            "Connection: close\r\n"));
        if (reset)
            peer.reset();
    };
    const Expected expected = failed({reset ? u"Too much at once|closed|reset"_s : u"Too much at once"_s});
    return {
        .name = name, .script = script, .streamed = expected, .plain = expected, .promptBytes = LargePrompt};
}

} // namespace

QList<Fault> connectionFaults()
{
    const auto nothing = [](const Speech &) {
        return QByteArray();
    };
    const auto hangUp = [](Peer &) {
    };
    const Expected closed = failed(Closed);
    QList<Fault> faults{
        {.name = "refused",
            .script = {},
            .streamed = failed({u"refused"_s}),
            .plain = failed({u"refused"_s}),
            .listening = FaultServer::Listening::Refuses},
        {.name = "fin-at-accept",
            .script = [hangUp](Peer &peer, const Speech &) { hangUp(peer); },
            .streamed = closed,
            .plain = closed},
        {.name = "reset-at-accept",
            .script = [](Peer &peer, const Speech &) { peer.reset(); },
            .streamed = closed,
            .plain = closed},
        says("fin-after-request", nothing, closed),
        resets("reset-after-request", nothing, closed, closed),
        early("413-before-the-body", false),
        early("413-and-reset-before-the-body", true),
        says(
            "ssh-banner", [](const Speech &) { return "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"_ba; },
            failed({u"not (answer with )?HTTP|Invalid|Couldn't read|closed|unknown"_s})),
        says("body-without-head", whole,
            failed({u"not (answer with )?HTTP|Invalid|Couldn't read|closed|unknown"_s})),
    };
    faults << Fault{.name = "plain-answer-to-tls",
        .script = [](Peer &peer,
                      const Speech &) { peer.send(head("400 Bad Request", "Content-Length: 0\r\n")); },
        .streamed = failed({u"TLS|SSL|secure"_s}),
        .plain = failed({u"TLS|SSL|secure"_s}),
        .secure = true};
    faults << Fault{.name = "tls-cut",
        .script =
            [](Peer &peer, const Speech &) {
                peer.send("\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03"_ba); // a ServerHello begins
            },
        .streamed = failed({u"TLS|SSL|secure|closed|reset"_s}),
        .plain = failed({u"TLS|SSL|secure|closed|reset"_s}),
        .secure = true};
    return faults;
}

QList<Fault> headFaults()
{
    Fault large =
        says("header-of-2-MiB", withLines("A: " + QByteArray(2 << 20, 'b') + "\r\n"), either({u"head"_s}));
    large.alone = true;
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    return {
        says(
            "half-a-head", [ok](const Speech &) { return ok + "Content-Ty"; }, failed(Closed)),
        says(
            "status-no-number",
            [](const Speech &) { return "HTTP/1.1 okay\r\nContent-Length: 0\r\n\r\n"_ba; },
            failed({u"not (answer with )?HTTP|Invalid|Couldn't read|closed|unknown"_s})),
        says("status-999", withLines({}, "999 Odd"), failed({u"Too tired"_s, u"999"_s})),
        says("status-without-reason", after("HTTP/1.1 100 \r\n\r\n"), answered()),
        says("100-continue", after("HTTP/1.1 100 Continue\r\n\r\n"), answered()),
        says("103-early-hints", after("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), answered()),
        says("header-without-colon", withLines("Oddity\r\n"), either({u"header|Invalid|closed"_s})),
        says(
            "lines-end-with-lf",
            [](const Speech &speech) {
                return measured("200 OK", speech.type(), speech.whole()).replace("\r\n", "\n");
            },
            either({u"not (answer with )?HTTP|Invalid|closed"_s})),
        says(
            "no-content-type",
            [](const Speech &speech) {
                return head("200 OK",
                           "Content-Length: " + QByteArray::number(speech.whole().size()) + "\r\n") +
                       speech.whole();
            },
            answered()),
        says(
            "type-html", [](const Speech &speech) { return measured("200 OK", "text/html", speech.whole()); },
            answered()),
        says(
            "types-swapped",
            [](const Speech &speech) {
                return measured(
                    "200 OK", speech.streamed ? "application/json" : "text/event-stream", speech.whole());
            },
            answered()),
        says("300-headers", withLines(QByteArray("A: b\r\n").repeated(300)), either({u"head"_s})),
        says("300-headers-of-a-500", withLines(QByteArray("A: b\r\n").repeated(300), "500 Tired"),
            failed({u"Too tired|head"_s})),
        large,
        {.name = "endless-headers",
            .script =
                [ok](Peer &peer, const Speech &) {
                    peer.readRequest();
                    peer.send(ok);
                    peer.sendEndlessly(QByteArray("A: b\r\n").repeated(1000), 4 << 20);
                    peer.beSilent();
                },
            .streamed = failed({u"too many headers"_s}),
            .plain = failed({u"too many headers"_s}),
            .alone = true},
    };
}

QList<Fault> framingFaults()
{
    const auto tail = [](const Speech &speech) {
        return speech.whole().sliced(7);
    };
    QList<Fault> faults{
        says(
            "chunk-a-byte",
            [](const Speech &speech) {
                QByteArray bytes = chunkedHead(speech.type());
                for (const char byte : speech.whole())
                    bytes += chunk(QByteArray(1, byte));
                return bytes + "0\r\n\r\n";
            },
            answered()),
        says(
            "chunk-extensions-and-trailer",
            [tail](const Speech &speech) {
                return chunkedHead(speech.type()) + "7;a=\"b\"\r\n" + speech.whole().first(7) + "\r\n" +
                       chunk(tail(speech)) + "0\r\nExpires: never\r\n\r\n";
            },
            answered()),
        says("until-it-closes", headAnd({}, whole), answered()),
        says(
            "until-it-closes-1.0",
            [](const Speech &speech) { return "HTTP/1.0" + headAnd({}, whole)(speech).sliced(8); },
            answered()),
        says("length-and-chunks",
            headAnd("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                [](const Speech &speech) { return chunk(speech.whole()) + "0\r\n\r\n"; }),
            answered()),
        says("chunk-of-no-number", halfAnd("zz\r\nmore\r\n0\r\n\r\n"), broken(Unframed), failed(Unframed)),
        says("chunk-negative", halfAnd("-5\r\nmore\r\n0\r\n\r\n"), broken(Unframed), failed(Unframed)),
        says("chunk-of-20-digits", halfAnd("fffffffffffffffffffff\r\nmore\r\n"), broken(Unframed),
            failed(Unframed)),
        says("chunk-without-its-end", halfAnd("4\r\nmoreXX0\r\n\r\n"), broken(Unframed), failed(Unframed)),
        says("fin-in-a-chunk", halfAnd("100\r\nmore"), broken(Cut), failed(Cut)),
        says("fin-between-chunks", halfAnd({}), broken(Cut), failed(Cut)),
        says("last-chunk-too-early", halfAnd("0\r\n\r\n"), broken(Cut), failed(Cut)),
        resets("reset-between-chunks", halfAnd({}), broken(Cut), failed(Cut)),
        says("length-too-long", headAnd("Content-Length: 9999\r\n", half), broken(Cut), failed(Cut)),
        says("length-of-an-exabyte", headAnd("Content-Length: 1152921504606846976\r\n", half), broken(Cut),
            failed(Cut)),
        says(
            "length-too-short",
            [](const Speech &speech) {
                return headAnd("Content-Length: " + QByteArray::number(speech.half().size()) + "\r\n",
                    halfAndMore)(speech);
            },
            broken(Cut), failed(Cut)),
        says("length-of-no-number", headAnd("Content-Length: many\r\n", whole),
            either({u"length|Invalid|closed"_s})),
        says("length-negative", headAnd("Content-Length: -1\r\n", whole),
            either({u"length|Invalid|closed"_s})),
        says(
            "two-lengths",
            [](const Speech &speech) {
                return headAnd("Content-Length: 9999\r\nContent-Length: " +
                                   QByteArray::number(speech.whole().size()) + "\r\n",
                    whole)(speech);
            },
            either({u"length|Invalid|closed|cut off|middle"_s})),
        says(
            "cut-1.0", [](const Speech &speech) { return "HTTP/1.0" + headAnd({}, half)(speech).sliced(8); },
            broken(Cut), failed(Cut)),
        resets("reset-without-length", headAnd({}, half), broken(Cut), failed(Cut)),
    };
    faults << Fault{.name = "byte-by-byte",
        .script =
            [](Peer &peer, const Speech &speech) {
                peer.readRequest();
                peer.sendSlowly(measured("200 OK", speech.type(), speech.whole()));
            },
        .streamed = answered(),
        .plain = answered()};
    return faults;
}

QList<Fault> silenceFaults()
{
    const auto mute = [](const Bytes &bytes, bool reads) {
        return [=](Peer &peer, const Speech &speech) {
            if (reads)
                peer.readRequest();
            peer.send(bytes(speech));
            peer.beSilent();
        };
    };
    const auto nothing = [](const Speech &) {
        return QByteArray();
    };
    const auto halfAnswer = [](const Speech &speech) {
        return chunkedHead(speech.type()) + chunk(speech.half());
    };
    const Expected late = failed({u"No connection after"_s});
    QList<Fault> faults{
        {.name = "silent-at-connect",
            .script = {},
            .streamed = late,
            .plain = late,
            .listening = FaultServer::Listening::IsFull},
        {.name = "silent-in-handshake",
            .script = mute(nothing, false),
            .streamed = late,
            .plain = late,
            .secure = true},
        {.name = "silent-after-accept",
            .script = mute(nothing, false),
            .streamed = silent(),
            .plain = silent()},
        {.name = "silent-after-request",
            .script = mute(nothing, true),
            .streamed = silent(),
            .plain = silent()},
        {.name = "silent-after-head",
            .script = mute([](const Speech &speech) { return chunkedHead(speech.type()); }, true),
            .streamed = silent(),
            .plain = silent()},
        {.name = "silent-in-mid-answer",
            .script = mute(halfAnswer, true),
            .streamed = silent(u"Half an "_s),
            .plain = silent()},
        {.name = "silent-after-finish",
            .script = mute(
                [](const Speech &speech) {
                    return chunkedHead(speech.type()) +
                           chunk(speech.begin() + speech.text("Half an answer") + speech.finish());
                },
                true),
            .streamed = answered(),
            .plain = {}},
        {.name = "comments-for-ever",
            .script =
                [halfAnswer](Peer &peer, const Speech &speech) {
                    peer.readRequest();
                    peer.send(halfAnswer(speech));
                    for (int i = 0; i < 200; ++i) {
                        peer.send(chunk(": alive\n\n"));
                        std::this_thread::sleep_for(20ms);
                    }
                },
            .streamed = silent(u"Half an "_s),
            .plain = {}},
    };
    for (Fault &fault : faults)
        fault.alone = true;
    return faults;
}

} // namespace Parlance::Faults
