// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/route.h"

#include <QMetaEnum>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QString methodName(QHttpServerRequest::Method method)
{
    return QString::fromLatin1(
        QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(static_cast<quint64>(method)))
        .toUpper();
}

Transcript notFound(const QList<Route> &routes, const QString &path)
{
    QStringList known;
    for (const Route &route : routes)
        known += methodName(route.method) + u' ' + route.path;
    return errorTranscript(404, u"Nothing is at %1. This gateway has %2"_s.arg(path, known.join(u", "_s)));
}

Transcript notAllowed(const QString &path, const QStringList &methods)
{
    const QString allowed = methods.join(u", "_s);
    Transcript transcript = errorTranscript(405, u"%1 takes %2"_s.arg(path, allowed));
    transcript.headers.append(QHttpHeaders::WellKnownHeader::Allow, allowed);
    return transcript;
}

} // namespace

Transcript answer(const QList<Route> &routes, const DemoRequest &request)
{
    QStringList methods;
    for (const Route &route : routes) {
        if (route.path != request.path)
            continue;
        if (route.method == request.method)
            return route.answer(request);
        methods += methodName(route.method);
    }
    return methods.isEmpty() ? notFound(routes, request.path) : notAllowed(request.path, methods);
}

} // namespace Parlance::Demo
