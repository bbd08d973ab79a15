// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <algorithm>
#include <array>
#include <chrono>

namespace Parlance::Demo {

/// What a client may take of the server. What is beyond is refused with words, and its connection closes.
struct HttpLimits
{
    qsizetype headBytes = 64 * 1024;       ///< request line and headers; beyond: 431
    qsizetype headers = 100;               ///< beyond: 431
    qsizetype bodyBytes = 4 * 1024 * 1024; ///< without the framing of chunks; beyond: 413
    /// At these paths a body may be larger, as one with a file in it is.
    std::array<QStringView, 5> uploadPaths{u"/v1/audio/transcriptions", u"/v1/chat/completions",
        u"/v1/messages", u"/api/v1/chat", u"/api/v1/agents/chat"};
    qsizetype uploadBytes = 26 * 1024 * 1024;
    int uploads = 4;             ///< larger bodies in memory at once; the next one gets 503
    qsizetype connections = 128; ///< open at once; the next one gets 503
    /// For a whole head and for the next bytes of a body (408), for the next bytes to be taken, and for the
    /// rest of an answer to a client that has closed its end.
    std::chrono::milliseconds patience{15'000};
    /// For the next request on a connection, which then closes. Longer than clients keep one (Parlance: 20
    /// s), as a request that is on its way meanwhile is lost.
    std::chrono::milliseconds idle{30'000};
    /// For a client to take the last bytes and to close, too. Until then what it still sends is dropped.
    std::chrono::milliseconds lingering{2'000};

    /// The most bytes of a body to this path.
    [[nodiscard]] qsizetype mostOfBody(QStringView path) const
    {
        return std::ranges::contains(uploadPaths, path) ? uploadBytes : bodyBytes;
    }
};

} // namespace Parlance::Demo
