// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/retryafter.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Wait = std::optional<std::chrono::seconds>;

constexpr double SomeDecades = 999'999'999;

/// A number above it is a time since 1970: it was passed in 2001, and as a wait it would be 31 years.
constexpr double FirstEpoch = 1e9;
constexpr double FirstEpochInMilliseconds = 1e12;

Wait waitOf(double seconds)
{
    return std::chrono::seconds(static_cast<qint64>(std::ceil(std::clamp(seconds, 0.0, SomeDecades))));
}

/// Digits with at most one point, as "1.5"; no sign and no exponent.
std::optional<double> readNumber(const QByteArray &value)
{
    const bool isPlain =
        std::ranges::all_of(value, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return isPlain && isNumber ? std::optional(number) : std::nullopt;
}

/// The three forms of RFC 9110 5.6.7: IMF-fixdate, RFC 850 and asctime.
QDateTime httpDate(const QString &text, const QDateTime &now)
{
    for (const QString &form : {u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s, u"dddd, dd-MMM-yy HH:mm:ss 'GMT'"_s,
             u"ddd MMM d HH:mm:ss yyyy"_s}) {
        QDateTime date = QLocale::c().toDateTime(text, form);
        if (!date.isValid())
            continue;
        date.setTimeZone(QTimeZone::UTC);
        // RFC 9110 5.6.7: a two-digit year is never more than 50 years in the future.
        return form.contains(u"-yy "_s) && date.addYears(50) < now ? date.addYears(100) : date;
    }
    return {};
}

Wait waitUntil(const QDateTime &date, const QDateTime &now)
{
    return date.isValid() ? waitOf(static_cast<double>(now.msecsTo(date)) / 1000) : std::nullopt;
}

Wait readReset(const QByteArray &value, const QDateTime &now)
{
    const std::optional<double> number = readNumber(value);
    if (!number) {
        const Wait wait = durationOf(value);
        return wait ? wait
                    : waitUntil(QDateTime::fromString(QString::fromLatin1(value), Qt::ISODateWithMs), now);
    }
    if (*number < FirstEpoch)
        return waitOf(*number);
    const double epoch = *number < FirstEpochInMilliseconds ? *number : *number / 1000;
    return waitOf(epoch - static_cast<double>(now.toMSecsSinceEpoch()) / 1000);
}

Wait readRetryAfter(const QByteArray &value, const QDateTime &now)
{
    const Wait wait = readReset(value, now);
    return wait ? wait : waitUntil(httpDate(QString::fromLatin1(value.simplified()), now), now);
}

/// The longest wait of the limits of which nothing is left.
Wait readResets(const RawHeaders &headers, const QDateTime &now)
{
    Wait longest;
    for (const auto &[name, value] : headers) {
        const QByteArray reset = name.toLower();
        const bool isLimit = reset.contains("ratelimit") || reset.contains("rate-limit");
        if (!isLimit || !reset.contains("reset"))
            continue;
        const QByteArray remaining = headerValue(headers, QByteArray(reset).replace("reset", "remaining"));
        const bool isExhausted = remaining.isEmpty() || readNumber(remaining) == 0;
        if (const Wait wait = readReset(value.trimmed(), now); wait && isExhausted)
            longest = std::max(longest.value_or(*wait), *wait);
    }
    return longest;
}

} // namespace

Wait durationOf(const QByteArray &text)
{
    static const QRegularExpression form(
        u"^(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9}(?:\\.\\d+)?)s)?(?:(\\d{1,9}(?:\\.\\d+)?)ms)?$"_s);
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(text));
    if (text.isEmpty() || !match.hasMatch())
        return std::nullopt;
    return waitOf(match.captured(1).toDouble() * 3600 + match.captured(2).toDouble() * 60 +
                  match.captured(3).toDouble() + match.captured(4).toDouble() / 1000);
}

Wait retryAfterOf(int status, const RawHeaders &headers, const QDateTime &now)
{
    if (const auto milliseconds = readNumber(headerValue(headers, "retry-after-ms")))
        return waitOf(*milliseconds / 1000);
    const QByteArray asked = headerValue(headers, "retry-after");
    if (asked.isEmpty() && status != 429) // reading a date takes half a millisecond
        return std::nullopt;
    const QDateTime date = httpDate(QString::fromLatin1(headerValue(headers, "date").simplified()), now);
    const QDateTime &servers = date.isValid() ? date : now;
    if (const Wait wait = readRetryAfter(asked, servers))
        return wait;
    return status == 429 ? readResets(headers, servers) : std::nullopt;
}

} // namespace Parlance
