// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerhead.h"

#include "wire/retryafter.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QByteArray firstHeader(const RawHeaders &headers, std::initializer_list<QByteArrayView> names)
{
    for (const QByteArrayView name : names) {
        if (const QByteArray value = headerValue(headers, name); !value.isEmpty())
            return value;
    }
    return {};
}

} // namespace

QByteArray headerValue(const RawHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.trimmed();
    }
    return {};
}

AnswerHead AnswerHead::from(int status, const RawHeaders &headers, const QDateTime &now)
{
    const QByteArray contentType = headerValue(headers, "content-type");
    const QByteArray requestId =
        firstHeader(headers, {"x-request-id", "request-id", "x-amzn-requestid", "x-correlation-id"});
    return {.status = status,
        .contentType = contentType.split(';').first().trimmed().toLower(),
        .requestId = QString::fromUtf8(requestId),
        .retryAfter = retryAfterOf(status, headers, now),
        .location = QString::fromUtf8(headerValue(headers, "location"))};
}

} // namespace Parlance
