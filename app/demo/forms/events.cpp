// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/events.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

QByteArray event(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

QByteArray event(const QJsonObject &data)
{
    return event(QJsonDocument(data).toJson(QJsonDocument::Compact));
}

QByteArray namedEvent(const QByteArray &name, const QJsonObject &data)
{
    return "event: " + name + '\n' + event(data);
}

QByteArray endMark()
{
    return event("[DONE]"_ba);
}

DemoResponse eventStream()
{
    DemoResponse response{.status = 200, .headers = {}, .streamed = true, .frames = {}};
    response.headers.append(QHttpHeaders::WellKnownHeader::ContentType, "text/event-stream");
    response.headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-cache");
    return response;
}

} // namespace Parlance::Demo
