// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/splits.h"
#include "wire/recording.h"

namespace Parlance::Test {

/// What a recording says, comparable: its stages in microseconds, the head, each piece with its offset and
/// time, and how it ended. One line each.
[[nodiscard]] inline QStringList told(const Recording &recording)
{
    QStringList lines;
    const auto add = [&lines](const char *name, const auto &value) {
        QString line;
        QDebug(&line).nospace() << name << ' ' << value;
        lines << line.trimmed();
    };
    const auto stage = [&add](const char *name, const std::optional<Timing::Duration> &at) {
        if (at)
            add(name, at->count());
    };
    stage("connecting", recording.connectingAt);
    stage("encrypted", recording.encryptedAt);
    stage("sent", recording.sentAt);
    if (recording.head) {
        add("status", recording.head->status);
        add("headers", recording.head->headers);
        stage("head", recording.head->at);
    }
    for (Recording::Reader pieces(recording); !pieces.atEnd();) {
        const Recording::Piece piece = pieces.next();
        add("offset", piece.offset);
        add("bytes", piece.bytes.toByteArray());
        stage("piece", piece.at);
    }
    if (!recording.end)
        return lines;
    stage("end", recording.end->at);
    add("by", static_cast<int>(recording.end->by));
    if (recording.end->failure)
        add("failure", *recording.end->failure);
    return lines;
}

/// A recording of these pieces with all its stages, a prime number of microseconds apart.
[[nodiscard]] inline Recording recordingOf(
    const Pieces &pieces, const QByteArray &contentType, int status = 200)
{
    using std::chrono::microseconds;
    Recording recording;
    recording.connectingAt = microseconds(101);
    recording.encryptedAt = microseconds(20'011);
    recording.sentAt = microseconds(20'117);
    recording.head = {.status = status,
        .headers = {{"Content-Type", contentType}, {"X-Request-Id", "r-1"}, {"Link", "a=1\nb=2"}},
        .at = microseconds(120'163)};
    for (qsizetype i = 0; i < pieces.size(); ++i)
        recording.append(pieces.at(i), microseconds(120'163 + (i + 1) * 7'919));
    recording.end = {.at = microseconds(120'163 + (pieces.size() + 2) * 7'919)};
    recording.squeeze();
    return recording;
}

} // namespace Parlance::Test
