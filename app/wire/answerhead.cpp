// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerhead.h"

#include <QLocale>
#include <QTimeZone>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QByteArray header(const RawHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.trimmed();
    }
    return {};
}

QByteArray firstHeader(const RawHeaders &headers, std::initializer_list<QByteArrayView> names)
{
    for (const QByteArrayView name : names) {
        if (const QByteArray value = header(headers, name); !value.isEmpty())
            return value;
    }
    return {};
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

std::optional<std::chrono::seconds> readRetryAfter(const QByteArray &value, const QDateTime &now)
{
    constexpr qsizetype someDecadesInDigits = 9;
    const bool isNumber =
        !value.isEmpty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (isNumber)
        return std::chrono::seconds(value.size() > someDecadesInDigits ? 999'999'999 : value.toLongLong());
    const QDateTime date = httpDate(QString::fromLatin1(value.simplified()), now);
    if (!date.isValid())
        return std::nullopt;
    return std::chrono::seconds(std::max(qint64(0), now.secsTo(date)));
}

} // namespace

AnswerHead AnswerHead::from(int status, const RawHeaders &headers, const QDateTime &now)
{
    const QByteArray contentType = header(headers, "content-type");
    const QByteArray requestId =
        firstHeader(headers, {"x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id"});
    return {.status = status,
        .contentType = contentType.split(';').first().trimmed().toLower(),
        .requestId = QString::fromUtf8(requestId),
        .retryAfter = readRetryAfter(header(headers, "retry-after"), now),
        .location = QString::fromUtf8(header(headers, "location"))};
}

} // namespace Parlance
