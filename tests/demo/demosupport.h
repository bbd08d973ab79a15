// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the endpoints share: requests, and what a response says.
#pragma once

#include "demo/server/demosettings.h"
#include "demo/server/route.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace Parlance::Demo {

/// Everything at once, at a time of the documentation's own.
inline DemoSettings atOnce()
{
    DemoSettings settings;
    settings.speed = std::numeric_limits<double>::infinity();
    settings.calendar = [] {
        return std::chrono::system_clock::time_point(std::chrono::seconds(1710000000));
    };
    return settings;
}

inline DemoRequest post(
    const QString &path, const QByteArray &body, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    DemoRequest request;
    request.method = "POST";
    request.path = path;
    request.headers = QHttpHeaders::fromListOfPairs(headers);
    request.body = body;
    request.number = 7;
    return request;
}

inline QByteArray bytesOf(const DemoResponse &response)
{
    QByteArray bytes;
    for (const TimedFrame &frame : response.frames)
        bytes += frame.bytes;
    return bytes;
}

inline QJsonObject jsonOf(const DemoResponse &response)
{
    return QJsonDocument::fromJson(bytesOf(response)).object();
}

/// The object of each `data:` line that has one.
inline QList<QJsonObject> eventsOf(const DemoResponse &response)
{
    QList<QJsonObject> events;
    for (const QByteArray &line : bytesOf(response).split('\n')) {
        if (line.startsWith("data: {"))
            events.append(QJsonDocument::fromJson(line.sliced(6)).object());
    }
    return events;
}

inline QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// The text of a stream in OpenAI's form.
inline QString textOf(const DemoResponse &response, int choice = 0)
{
    QString text;
    for (const QJsonObject &event : eventsOf(response)) {
        for (const QJsonValue each : event[u"choices"].toArray()) {
            if (each[u"index"].toInt() == choice)
                text += each[u"delta"][u"content"].toString();
        }
    }
    return text;
}

} // namespace Parlance::Demo
