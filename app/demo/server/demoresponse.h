// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHttpHeaders>
#include <QJsonObject>
#include <QList>
#include <chrono>

namespace Parlance::Demo {

/// Bytes of an answer and their due time, counted from the request.
struct TimedFrame
{
    std::chrono::microseconds due{0};
    QByteArray bytes;

    bool operator==(const TimedFrame &) const = default;
};

/// A server's complete answer to one request, before it is sent: a value that can be tested and changed
/// without time or a socket. Frames are in order of time.
struct DemoResponse
{
    int status = 200;
    QHttpHeaders headers;
    bool streamed = false; ///< sent in chunks, one per frame; otherwise whole when the last frame is due
    QList<TimedFrame> frames;
    bool tellsTiming = false; ///< a stream reports its send times before its last frame, see `Playback`
    bool hangsUp = false;     ///< after the last frame the connection closes without an end of the body
};

/// An answer of one JSON object, due after `delay`.
[[nodiscard]] DemoResponse jsonResponse(
    int status, const QJsonObject &object, std::chrono::microseconds delay = std::chrono::microseconds(0));

/// Any other answer that is sent whole, due after `delay`.
[[nodiscard]] DemoResponse wholeResponse(const QByteArray &contentType, const QByteArray &body,
    std::chrono::microseconds delay = std::chrono::microseconds(0));

/// A stream of server-sent events, and not, for example, of sound.
[[nodiscard]] bool isEventStream(const DemoResponse &response);

/// The form of all of Ruflo's errors: {"error":{"message":"..."}} (RF-21).
[[nodiscard]] DemoResponse errorTranscript(int status, const QString &message);

} // namespace Parlance::Demo
