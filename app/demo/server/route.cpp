// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/server/route.h"

#include "demo/server/faults.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

qsizetype commonLength(const QString &one, const QString &other)
{
    return std::ranges::mismatch(one, other).in1 - one.cbegin();
}

/// The route whose path has the longest common beginning with the request's.
const Route &nearest(const QList<Route> &routes, const QString &path)
{
    return *std::ranges::max_element(
        routes, {}, [&](const Route &route) { return commonLength(route.path, path); });
}

bool isAt(const Route &route, const QString &path)
{
    return route.below ? path.startsWith(route.path) : path == route.path;
}

QStringList methodsOf(const QList<Route> &routes, const QString &path)
{
    QStringList methods;
    for (const Route &route : routes) {
        if (isAt(route, path))
            methods += QString::fromLatin1(route.method);
    }
    if (methods.contains("GET"_L1))
        methods += u"HEAD"_s;
    methods.removeDuplicates();
    return methods;
}

DemoResponse notFound(const QList<Route> &routes, const Route &near, const DemoRequest &request)
{
    QStringList known;
    for (const Route &route : routes)
        known += QString::fromLatin1(route.method) + u' ' + route.path;
    known.removeDuplicates();
    const QString message = u"Nothing is at %1. This gateway has %2"_s.arg(request.path, known.join(u", "_s));
    return near.form->refuse({.status = 404, .message = message}, demoId(u"req"_s, request));
}

DemoResponse notAllowed(const QStringList &methods, const Route &near, const DemoRequest &request)
{
    const QString allowed = methods.join(u", "_s);
    DemoResponse response = near.form->refuse(
        {.status = 405, .message = u"%1 takes %2"_s.arg(request.path, allowed)}, demoId(u"req"_s, request));
    response.headers.append(QHttpHeaders::WellKnownHeader::Allow, allowed);
    return response;
}

DemoResponse withRequestId(DemoResponse response, const GatewayForm &form, const DemoRequest &request)
{
    for (const QByteArray &name : form.requestIdHeaders)
        response.headers.append(name, demoId(u"req"_s, request).toLatin1());
    return response;
}

} // namespace

const Route *fitting(const QList<Route> &routes, const DemoRequest &request)
{
    const QByteArray method = request.method == "HEAD" ? "GET"_ba : request.method;
    const auto fits = [&](const Route &route) {
        return isAt(route, request.path) && route.method == method && (!route.takes || route.takes(request));
    };
    const auto found = std::ranges::find_if(routes, fits);
    return found == routes.end() ? nullptr : &*found;
}

QString demoId(const QString &prefix, const DemoRequest &request)
{
    return u"%1_demo_%2"_s.arg(prefix).arg(request.number);
}

QByteArray bearerKey(const DemoRequest &request)
{
    const QByteArray value =
        request.headers.combinedValue(QHttpHeaders::WellKnownHeader::Authorization).trimmed();
    constexpr QByteArrayView Scheme = "bearer ";
    return value.first(std::min(value.size(), Scheme.size())).compare(Scheme, Qt::CaseInsensitive) == 0
               ? value.sliced(Scheme.size()).trimmed()
               : QByteArray();
}

DemoResponse answer(const QList<Route> &routes, const DemoRequest &request)
{
    if (const Route *route = fitting(routes, request))
        return withRequestId(answerWithFaults(*route, request), *route->form, request);
    const Route &near = nearest(routes, request.path);
    const QStringList methods = methodsOf(routes, request.path);
    return withRequestId(
        methods.isEmpty() ? notFound(routes, near, request) : notAllowed(methods, near, request), *near.form,
        request);
}

} // namespace Parlance::Demo
