// SPDX-License-Identifier: GPL-3.0-or-later
// Odd events (the event stream of the HTML standard) and odd JSON (RFC 8259).
#include "fault.h"

using namespace Qt::StringLiterals;

namespace Parlance::Faults {

namespace {

/// A stream of this, in chunks.
Fault streams(const QByteArray &name, const Bytes &body, const Expected &expected)
{
    return says(name, inChunks(body), expected, {});
}

Fault changed(const QByteArray &name, const std::function<QByteArray(QByteArray)> &change)
{
    return streams(name, [change](const Speech &speech) { return change(speech.whole()); }, answered());
}

/// Half of the answer's text, this event, the other half.
Fault between(const QByteArray &name, const QByteArray &bytes, const Expected &expected = answered())
{
    return streams(
        name,
        [bytes](const Speech &speech) {
            return speech.begin() + speech.text("Half an ") + bytes + speech.text("answer") +
                   speech.finish() + speech.end();
        },
        expected);
}

/// A text as JSON writes it, in both forms.
Fault text(const QByteArray &name, const QByteArray &json, const QString &read)
{
    return says(
        name, inChunks([json](const Speech &speech) { return speech.wholeOf(json); }), answered(read));
}

/// A figure of the usage, in both forms: the answer is read whatever it is.
Fault figure(const QByteArray &name, const QByteArray &json)
{
    return says(
        "usage-" + name, inChunks([json](const Speech &speech) { return speech.whole(json); }), answered());
}

Fault plainly(const QByteArray &name, const Bytes &body, const Expected &expected)
{
    return says(name, inChunks(body), {}, expected);
}

} // namespace

QList<Fault> eventFaults()
{
    const auto replaced = [](const char *from, const char *to) {
        return [=](QByteArray bytes) {
            return bytes.replace(from, to);
        };
    };
    const auto halfStream = [](const Speech &speech) {
        return speech.half();
    };
    return {
        changed("crlf", replaced("\n", "\r\n")),
        changed("cr", replaced("\n", "\r")),
        changed("byte-order-mark", [](const QByteArray &bytes) { return "\xef\xbb\xbf" + bytes; }),
        changed("blank-lines-before", [](const QByteArray &bytes) { return "\n\n\n" + bytes; }),
        changed("no-space-after-colon", replaced(": {", ":{")),
        changed("ids-and-retry",
            [](const QByteArray &bytes) {
                return "id: 1\nretry: 5\n\n" + QByteArray(bytes).replace("data:", "id: 7\ndata:");
            }),
        changed("end-mark-twice",
            [](const QByteArray &bytes) { return bytes + "data: [DONE]\n\ndata: [DONE]\n\n"; }),
        changed("text-after-the-end",
            [](const QByteArray &bytes) { return bytes + "data: {\"text\":\"no\"}\n\n"; }),
        changed("no-last-blank-line", [](const QByteArray &bytes) { return bytes.chopped(1); }),
        between("comments", ": ping\n\n:\n"),
        between("empty-data", "data:\n\ndata\n\n"),
        between("unknown-event", "event: weather\ndata: {\"type\":\"weather\",\"sun\":true}\n\n"),
        between("unknown-field", "weather: sun\n\n"),
        between("data-in-two-lines", "event: weather\ndata: {\"type\":\ndata: \"weather\"}\n\n"),
        streams(
            "no-end-mark",
            [](const Speech &speech) {
                return speech.begin() + speech.text("Half an answer") + speech.finish();
            },
            answered()),
        streams("no-end-at-all", halfStream, broken({u"broke off|incomplete"_s})),
        streams(
            "cut-in-an-event",
            [](const Speech &speech) { return speech.half() + speech.text("answer").chopped(6); },
            broken({u"broke off|incomplete"_s})),
    };
}

QList<Fault> jsonFaults()
{
    const QByteArray deep = QByteArray("[").repeated(100'000);
    return {
        between("null-frame", "data: null\n\n"),
        between("empty-object-frame", "data: {}\n\n"),
        between("broken-frame", "data: {\"choices\":[{\"del\n\n", broken({u"Couldn't read|JSON|event"_s})),
        between("deep-frame", "data: " + deep + "\n\n", either({u"Couldn't read|JSON|event|deep"_s})),
        between("frame-of-wrong-types",
            R"(data: {"choices":{},"text":5,"type":7,"delta":[]})"
            "\n\n",
            either({u"Couldn't read|JSON|event"_s})),
        text("lone-surrogate", R"(Half \ud800 an answer)",
            QString(u"Half "_s) + QChar(0xd800) + u" an answer"_s),
        text("nul-in-text", R"(Half \u0000 an answer)", QString(u"Half "_s) + QChar(0) + u" an answer"_s),
        text("not-utf-8", "Half \xff an answer", u"Half \ufffd an answer"_s),
        text("all-escapes", R"(\"\\\/\b\f\n\r\t\ud83d\ude42)", u"\"\\/\b\f\n\r\t\U0001f642"_s),
        text("raw-control-character", "Half\tan answer", u"Half\tan answer"_s),
        text("like-the-protocol", R"(data: [DONE]\n\nevent: error)", u"data: [DONE]\n\nevent: error"_s),
        figure("1e999", "1e999"),
        figure("minus-1e999", "-1e999"),
        figure("1e-400", "1e-400"),
        figure("400-digits", QByteArray(400, '9')),
        figure("negative", "-5"),
        figure("fraction", "1.5"),
        figure("string", "\"five\""),
        figure("null", "null"),
        figure("true", "true"),
        figure("object", "{}"),
        plainly(
            "json-cut", [](const Speech &speech) { return speech.half(); },
            failed({u"ends in (its|the) middle|cut off"_s})),
        plainly(
            "json-twice", [](const Speech &speech) { return speech.whole() + speech.whole(); },
            either({u"Couldn't read|JSON|not an answer"_s})),
        plainly(
            "json-then-done", [](const Speech &speech) { return speech.whole() + "\ndata: [DONE]\n\n"; },
            answered()),
        plainly(
            "json-after-comments",
            [](const Speech &speech) { return ": ping\n\n: ping\n\n" + speech.whole(); }, answered()),
        plainly(
            "json-with-byte-order-mark", [](const Speech &speech) { return "\xef\xbb\xbf" + speech.whole(); },
            answered()),
        plainly(
            "json-deep", [deep](const Speech &) { return "{\"a\":" + deep; },
            failed({u"Couldn't read|JSON|not an answer|middle|deep"_s})),
        plainly(
            "json-string", [](const Speech &) { return "\"Half an answer\""_ba; },
            failed({u"Couldn't read|JSON|not an answer"_s})),
        plainly(
            "json-of-wrong-types", [](const Speech &) { return R"({"choices":5,"content":7})"_ba; },
            failed({u"Couldn't read|not an answer|empty"_s})),
    };
}

} // namespace Parlance::Faults
