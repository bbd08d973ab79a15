// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <chrono>
#include <optional>
#include <utility>

namespace Parlance {

using RawHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// The value of the first header of this name in any case, without blanks around it; empty without one.
[[nodiscard]] QByteArray headerValue(const RawHeaders &headers, QByteArrayView name);

/// The parts of an answer's status line and headers that matter for reading its body.
struct AnswerHead
{
    int status = 200;
    QByteArray contentType; ///< in lower case, without parameters
    QString requestId;      ///< X-Request-Id, request-id or an equivalent (FF-53)
    std::optional<std::chrono::seconds> retryAfter;
    QString location = {}; ///< where a redirect leads, as written

    /// True for a status that is no success: 300 and above.
    [[nodiscard]] bool isRefusal() const { return status >= 300; }
    bool operator==(const AnswerHead &) const = default;

    /// Compares names without case. `retryAfterOf()` reads the wait.
    [[nodiscard]] static AnswerHead from(int status, const RawHeaders &headers, const QDateTime &now);
};

} // namespace Parlance
