// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/originguard.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

using Known = QHttpHeaders::WellKnownHeader;

bool isOurs(QByteArrayView host, quint16 port)
{
    const QByteArray ending =
        port == 80 && !host.endsWith(":80") ? QByteArray() : ':' + QByteArray::number(port);
    for (const QByteArray name : {"127.0.0.1", "localhost", "[::1]"}) {
        if (host.compare(name + ending, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

bool isOurOrigin(QByteArrayView origin, quint16 port)
{
    constexpr QByteArrayView Scheme = "http://";
    return origin.startsWith(Scheme) && isOurs(origin.sliced(Scheme.size()), port);
}

} // namespace

std::optional<Refusal> refusalOfForeign(const QHttpHeaders &headers, quint16 port)
{
    if (!isOurs(headers.value(Known::Host), port))
        return Refusal{.status = 403,
            .message =
                u"This gateway answers only at 127.0.0.1, localhost or [::1] with port %1, and the request's Host is another"_s
                    .arg(port)};
    for (const QByteArray &origin : headers.values(Known::Origin)) {
        if (!isOurOrigin(origin, port))
            return Refusal{.status = 403,
                .message =
                    u"This gateway answers no web page of another origin, and the request's Origin is one"_s};
    }
    return std::nullopt;
}

} // namespace Parlance::Demo
