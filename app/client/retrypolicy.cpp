// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/retrypolicy.h"

#include <QTimeZone>

namespace Parlance {

namespace {

std::chrono::milliseconds untilMidnight(const QDateTime &utc)
{
    const QDateTime midnight = utc.date().addDays(1).startOfDay(QTimeZone::UTC);
    return std::chrono::milliseconds(utc.msecsTo(midnight));
}

/// 503, and Anthropic's 529: the server is overloaded, and says so. The other failures of a server are its
/// own.
bool isOverload(const ChatError &error)
{
    return error.kind == ChatError::Kind::Server && (error.httpStatus == 503 || error.httpStatus == 529);
}

RetryAdvice untold(int retries)
{
    const auto index = static_cast<size_t>(retries);
    if (index >= RetryAdvice::Untold.size())
        return {.kind = RetryAdvice::Kind::GiveUp};
    return {.kind = RetryAdvice::Kind::Wait, .time = RetryAdvice::Untold[index]};
}

} // namespace

RetryAdvice retryAdvice(const Reply &reply, int retries, const QDateTime &utc)
{
    if (!reply.error || reply.hasContent())
        return {};
    const ChatError &error = *reply.error;
    if (error.kind == ChatError::Kind::Budget)
        return {.kind = RetryAdvice::Kind::Date, .time = untilMidnight(utc)};
    if (error.kind != ChatError::Kind::RateLimited && !isOverload(error))
        return {};
    if (!error.retryAfter)
        return untold(retries);
    const bool isLong = *error.retryAfter > RetryAdvice::LongestWait;
    return {.kind = isLong ? RetryAdvice::Kind::Long : RetryAdvice::Kind::Wait,
        .time = *error.retryAfter,
        .isTold = true};
}

bool isHopeless(const ChatError &error)
{
    switch (error.kind) {
    case ChatError::Kind::Authentication:
    case ChatError::Kind::BadRequest:
    case ChatError::Kind::TooLarge:
    case ChatError::Kind::Credits:
    case ChatError::Kind::Budget:
    case ChatError::Kind::NotImplemented:
    case ChatError::Kind::Tls:
    case ChatError::Kind::Proxy:
        return true;
    default:
        return error.retryAfter && *error.retryAfter > RetryAdvice::LongestWait;
    }
}

} // namespace Parlance
