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

/// What of an answer's status line and headers matters for reading its body.
struct AnswerHead
{
    int status = 200;
    QByteArray contentType; ///< in lower case, without parameters
    QString requestId;      ///< X-Request-Id, request-id or their equals (FF-53)
    std::optional<std::chrono::seconds> retryAfter;

    bool operator==(const AnswerHead &) const = default;

    /// Names are compared without case. `now` is what a Retry-After date is counted from (X-04, RFC
    /// 9110 10.2.3); a date in the past is 0 s. A number beyond nine digits counts as 999,999,999 s.
    [[nodiscard]] static AnswerHead from(int status, const RawHeaders &headers, const QDateTime &now);
};

} // namespace Parlance
