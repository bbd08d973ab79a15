// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Parlance {

/// An event of a Chat Completions stream.
inline QByteArray token(const QByteArray &text)
{
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}

inline const QByteArray ThreeTokens = token("one") + token(" two") + token(" three") + "data: [DONE]\n\n";

/// An entry of a HAR file as a browser writes it, with a key and without the times of events.
inline QByteArray entry(const QByteArray &method, const QByteArray &url, const QByteArray &question = {})
{
    QByteArray json = R"({
      "startedDateTime": "2024-05-01T10:00:00.000Z", "time": 30, "cache": {},
      "timings": {"send": 0, "wait": 10, "receive": 20},
      "request": {"method": "METHOD", "url": "ADDRESS", "httpVersion": "HTTP/1.1", "queryString": [], "cookies": [],
        "headers": [{"name": "Authorization", "value": "Bearer sk-canary-1234567890"}],
        "headersSize": -1, "bodySize": -1, "postData": {"mimeType": "application/json", "text":
          "{\"model\":\"ruflo-free\",\"messages\":[{\"role\":\"user\",\"content\":\"QUESTION\"}]}"}},
      "response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [],
        "headers": [{"name": "Content-Type", "value": "text/event-stream"}],
        "content": {"size": -1, "mimeType": "text/event-stream", "text":
          "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\ndata: [DONE]\n\n"},
        "redirectURL": "", "headersSize": -1, "bodySize": -1}})";
    return json.replace("METHOD", method).replace("ADDRESS", url).replace("QUESTION", question);
}

inline QByteArray har(const QByteArrayList &entries)
{
    return R"({"log":{"version":"1.2","creator":{"name":"a browser","version":"1"},"entries":[)" +
           entries.join(',') + "]}}";
}

/// Of one chat with the model ruflo-free.
inline QByteArray har()
{
    return har({entry("POST", "https://ruflo.io/api/chat", "Hi")});
}

} // namespace Parlance
