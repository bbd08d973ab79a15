// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <chrono>
#include <optional>

namespace Parlance {

/// The embedded gateway's own timing, measured from the request.
struct DemoTiming
{
    std::chrono::microseconds headers;
    std::chrono::microseconds first;
    std::chrono::microseconds last;

    /// Reads the comment at the end of a stream requested with `X-Demo-Timing`.
    [[nodiscard]] static std::optional<DemoTiming> read(const QByteArray &stream)
    {
        static const QRegularExpression comment(
            QStringLiteral(": demo-timing headers_us=(\\d+) first_us=(\\d+) last_us=(\\d+)\n\n"));
        const QRegularExpressionMatch match = comment.match(QString::fromUtf8(stream));
        if (!match.hasMatch())
            return std::nullopt;
        const auto time = [&match](int group) {
            return std::chrono::microseconds(match.captured(group).toLongLong());
        };
        return DemoTiming{.headers = time(1), .first = time(2), .last = time(3)};
    }
};

} // namespace Parlance
