// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/callcapture.h"

#include "wire/contentdecoder.h"

namespace Parlance {

namespace {

/// A time of the steady clock on the wall clock, as both clocks stand now.
QDateTime wallTime(std::chrono::steady_clock::time_point time)
{
    const auto ago = std::chrono::steady_clock::now() - time;
    return QDateTime::currentDateTimeUtc().addDuration(
        -std::chrono::duration_cast<std::chrono::milliseconds>(ago));
}

/// The time of the last piece; zero without one.
Timing::Duration lastTime(const Recording &recording)
{
    Timing::Duration last{0};
    for (Recording::Reader pieces(recording); !pieces.atEnd();)
        last = pieces.next().at;
    return last;
}

} // namespace

Capture captureOf(const Call &call, const Redaction &redaction)
{
    Redaction all = redaction;
    for (const Secret &key : keysOf(call))
        all.add(key);
    Capture capture{.request = all.of(call.sent),
        .recording = all.of(decompressed(call.recording)), // a key could hide in what is compressed
        .startedAt = QDateTime()};
    for (WireHeader &header : capture.request.headers) {
        if (carriesCookie(header.name))
            header.value.fill('*');
    }
    if (auto &head = capture.recording.head)
        head->headers = withoutCookies(head->headers);
    if (!capture.recording.end)
        capture.recording.end = {.at = lastTime(call.recording),
            .by = call.reply.state == Reply::State::Complete ? Recording::End::By::EndMark
                                                             : Recording::End::By::User};
    if (call.recording.startedAt)
        capture.startedAt = wallTime(*call.recording.startedAt);
    return capture;
}

} // namespace Parlance
