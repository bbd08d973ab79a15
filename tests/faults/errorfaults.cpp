// SPDX-License-Identifier: GPL-3.0-or-later
// A server that says no: by status, in words of every shape, somewhere else, or with nothing at all.
#include "fault.h"

using namespace Qt::StringLiterals;

namespace Parlance::Faults {

namespace {

Bytes refuses(const QByteArray &status, const QByteArray &lines = {})
{
    return [=](const Speech &speech) {
        return measured(status, "application/json", speech.error("Word of the server"), lines);
    };
}

Bytes refusesWith(const QByteArray &body, const QByteArray &type = "application/json")
{
    return [=](const Speech &) {
        return measured("500 Internal Server Error", type, body);
    };
}

/// A status and an error in the dialect's own form.
Fault status(const QByteArray &status, const QString &words)
{
    return says("status-" + status, refuses(status + " Status"),
        failed({u"Word of the server"_s, u"HTTP "_s + QString::fromLatin1(status), words}));
}

/// A 500 with this body.
Fault shape(const QByteArray &name, const QByteArray &body, const QString &words = u"Word of the server"_s,
    const QByteArray &type = "application/json")
{
    return says("body-" + name, refusesWith(body, type), failed({words, u"HTTP 500"_s}));
}

Fault waits(const QByteArray &name, const QByteArray &lines, const QString &words)
{
    return says(
        "retry-" + name, refuses("429 Too Many Requests", lines), failed({u"Word of the server"_s, words}));
}

Fault redirects(
    const QByteArray &name, const QByteArray &status, const QByteArray &lines, const QStringList &words)
{
    return says(
        name, [=](const Speech &) { return measured(status, "text/html", "<p>Moved</p>", lines); },
        failed(words));
}

QByteArray echo()
{
    return "Incorrect API key provided: " + FaultKey + ". Look at your account";
}

Fault says200(const QByteArray &name, const QByteArray &status, const QByteArray &type,
    const QByteArray &body, const QString &words)
{
    return says(
        name,
        [=](const Speech &) {
            return status.startsWith("204") ? head(status, {}) : measured(status, type, body);
        },
        failed({words}));
}

} // namespace

QList<Fault> statusFaults()
{
    return {
        status("400", u"did not understand"_s),
        status("401", u"key"_s),
        status("402", u"credits"_s),
        status("403", u"key"_s),
        status("404", u"no such address or model"_s),
        status("405", u"did not understand"_s),
        status("413", u"too long"_s),
        status("422", u"did not understand"_s),
        status("429", u"Rate limit"_s),
        status("500", u"server error"_s),
        status("501", u"not offer"_s),
        status("502", u"server error"_s),
        status("503", u"server error"_s),
        status("504", u"server error"_s),
        status("529", u"server error"_s),
        waits("seconds", "Retry-After: 7\r\n", u"wait 7 s"_s),
        waits("date", "Date: Mon, 02 Nov 2026 08:00:00 GMT\r\nRetry-After: Mon, 02 Nov 2026 08:00:30 GMT\r\n",
            u"wait 30 s"_s),
        waits("absurd", "Retry-After: 999999999\r\n", u"^(?!.*999999999 seconds)"_s),
        waits("negative", "Retry-After: -5\r\n", u"^(?!.*-5)"_s),
        waits("words", "Retry-After: soon\r\n", u"Wait a little|again"_s),
        redirects("301", "301 Moved Permanently", "Location: https://other.invalid/v1\r\n",
            {u"redirects to https://other.invalid/v1"_s}),
        redirects("307", "307 Temporary Redirect", "Location: https://other.invalid/v1\r\n",
            {u"redirects to https://other.invalid/v1"_s}),
        redirects("308-to-itself", "308 Permanent Redirect", "Location: /v1/chat\r\n", {u"redirect"_s}),
        redirects("302-without-place", "302 Found", {}, {u"^(?!.*redirects to http://127)"_s, u"302"_s}),
        redirects("302-relative", "302 Found", "Location: ../login\r\n",
            {u"redirects to http://127.0.0.1:[0-9]+/login"_s}),
        redirects("302-with-the-key", "302 Found",
            "Location: https://other.invalid/?key=" + FaultKey + "\r\n", {u"other.invalid"_s}),
        says("300-with-json", refuses("300 Multiple Choices"), failed({u"Word of the server"_s, u"300"_s})),
        says(
            "304", [](const Speech &) { return head("304 Not Modified", {}); },
            failed({u"304"_s, u"^(?!.*redirects to http://127)"_s})),
    };
}

QList<Fault> errorFaults()
{
    const auto inStream = [](const QByteArray &before, const QByteArray &message) {
        return inChunks([=](const Speech &speech) {
            return speech.begin() + (before.isEmpty() ? QByteArray() : speech.text(before)) +
                   speech.failure(message) + (before.isEmpty() ? QByteArray() : speech.end());
        });
    };
    const auto echoes = [](const QByteArray &status) {
        return [status](const Speech &speech) {
            return measured(status, "application/json", speech.error(echo()));
        };
    };
    return {
        shape("empty", {}, u"server error"_s),
        shape("blank", " \r\n ", u"server error"_s),
        shape("html", "<html><head><title>Word of the server</title></head><body><h1>Oh</h1></body></html>",
            u"Word of the server"_s, "text/html"),
        shape("text", "Word of the server", u"Word of the server"_s, "text/plain"),
        shape("text-called-json", "Word of the server"),
        shape("string", "\"Word of the server\""),
        shape("null", "null", u"server error"_s),
        shape("array", R"([{"error":{"message":"Word of the server"}}])"),
        shape("empty-object", "{}", u"server error"_s),
        shape("error-string", R"({"error":"Word of the server"})"),
        shape("error-null", R"({"error":null,"message":"Word of the server"})"),
        shape("message", R"({"message":"Word of the server"})"),
        shape("message-object", R"({"error":{"message":{"text":"Word of the server"}}})"),
        shape("message-number", R"({"error":{"message":5}})", u"5|server error"_s),
        shape("nested", R"({"error":{"error":{"message":"Word of the server"}}})"),
        shape("errors", R"({"errors":[{"message":"Word of the server"}]})"),
        shape("detail", R"({"detail":[{"loc":["body"],"msg":"Word of the server"}]})"),
        shape("error_message", R"({"error_message":"Word of the server"})"),
        shape("base_resp", R"({"base_resp":{"status_code":1008,"status_msg":"Word of the server"}})"),
        shape("problem", R"({"type":"about:blank","title":"Word of the server","status":500})",
            u"Word of the server"_s, "application/problem+json"),
        shape("cut", R"({"error":{"message":"Word of the serv)", u"Word of the serv"_s),
        shape("not-utf-8", "{\"error\":{\"message\":\"Word of the server \xff\xfe\"}}"),
        shape("nul", "{\"error\":{\"message\":\"Word of the server \\u0000 and more\"}}",
            u"Word of the server.* and more"_s),
        shape("terminal-commands",
            R"({"error":{"message":"Word of the server \u001b[31m\u001b]0;title\u0007 red"}})"),
        shape("other-direction", R"({"error":{"message":"Word of the server \u202egnp.exe"}})"),
        shape(
            "a-megabyte", R"({"error":{"message":"Word of the server )" + QByteArray(1 << 20, 'x') + "\"}}"),
        shape("events", "event: error\ndata: {\"error\":{\"message\":\"Word of the server\"}}\n\n",
            u"Word of the server"_s, "text/event-stream"),
        says("error-at-once", inStream({}, "Word of the server"), failed({u"Word of the server"_s})),
        says("error-in-mid-stream", inStream("Half an ", "Word of the server"),
            failed({u"Word of the server"_s}, u"Half an "_s), {}),
        says(
            "error-of-status-200",
            [](const Speech &speech) {
                return measured("200 OK", "application/json", speech.error("Word of the server"));
            },
            failed({u"Word of the server"_s})),
        says("error-and-reset",
            [](const Speech &speech) {
                return chunkedHead("text/event-stream") +
                       chunk(speech.begin() + speech.text("Half an ") + speech.failure("Word of the server"));
            },
            failed({u"Word of the server"_s}, u"Half an "_s), {}),
        says("key-in-401", echoes("401 Unauthorized"), failed({u"Incorrect API key"_s})),
        says("key-in-200", echoes("200 OK"), failed({u"Incorrect API key"_s})),
        says(
            "key-in-a-page",
            [](const Speech &) {
                return measured("403 Forbidden", "text/html", "<title>" + echo() + "</title>");
            },
            failed({u"Incorrect API key"_s})),
        says(
            "key-in-text", [](const Speech &) { return measured("400 Bad Request", "text/plain", echo()); },
            failed({u"Incorrect API key"_s})),
        says("key-in-mid-stream", inStream("Half an ", echo()),
            failed({u"Incorrect API key"_s}, u"Half an "_s), {}),
    };
}

QList<Fault> emptyFaults()
{
    return {
        says200("204", "204 No Content", {}, {}, u"empty.*204|204.*empty"_s),
        says200("205", "205 Reset Content", {}, {}, u"empty.*205|205.*empty"_s),
        says(
            "205-without-length", [](const Speech &) { return head("205 Reset Content", {}); },
            failed({u"empty.*205|205.*empty"_s})),
        says200("200-empty", "200 OK", "application/json", {}, u"empty"_s),
        says200("200-empty-stream", "200 OK", "text/event-stream", {}, u"empty"_s),
        says200("200-blank", "200 OK", "application/json", "\r\n \r\n", u"empty"_s),
        says200("200-text", "200 OK", "text/plain", "Service is warming up", u"Service is warming up"_s),
        says200("200-html", "200 OK", "text/html", "<title>Log in to the hotel</title>",
            u"Log in to the hotel"_s),
        says200("200-null", "200 OK", "application/json", "null", u"empty|Couldn't read|not an answer"_s),
        says200(
            "200-empty-object", "200 OK", "application/json", "{}", u"empty|Couldn't read|not an answer"_s),
        says200("200-array", "200 OK", "application/json", "[]", u"empty|Couldn't read|not an answer"_s),
        says("comments-only", inChunks([](const Speech &) { return ": ping\n\n: ping\n\n"_ba; }),
            failed({u"empty"_s}), {}),
        says("end-mark-only", inChunks([](const Speech &speech) { return speech.end(); }),
            either({u"empty|nothing"_s}, {}), {}),
    };
}

} // namespace Parlance::Faults
