// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/keyconsent.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Parlance {

bool KeyConsent::hasSameQuestion(const KeyConsent &other) const
{
    return slot == other.slot && source == other.source && origin == other.origin;
}

QString originOf(const QUrl &url)
{
    if (url.host().isEmpty())
        return {};
    const int usualPort = url.scheme() == "https"_L1 ? 443 : 80;
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(url.port() == usualPort ? -1 : url.port());
    return origin.toString(QUrl::FullyEncoded);
}

QString hostOf(const QUrl &url)
{
    return originOf(url).section(u"://"_s, 1);
}

QStringList toTexts(const QList<KeyConsent> &consents)
{
    QStringList texts;
    for (const KeyConsent &consent : consents) {
        const QJsonObject object{{u"slot"_s, consent.slot}, {u"source"_s, consent.source.toString()},
            {u"origin"_s, consent.origin}, {u"given"_s, consent.isGiven}};
        if (!consent.isForThisRun)
            texts << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    return texts;
}

QList<KeyConsent> consentsFromTexts(const QStringList &texts)
{
    QList<KeyConsent> consents;
    for (const QString &text : texts) {
        const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
        const auto source = KeySource::fromString(object.value("source"_L1).toString());
        const QString origin = originOf(QUrl(object.value("origin"_L1).toString()));
        if (source && !origin.isEmpty() && object.value("given"_L1).isBool())
            consents.append({.slot = object.value("slot"_L1).toString(),
                .source = *source,
                .origin = origin,
                .isGiven = object.value("given"_L1).toBool()});
    }
    return consents;
}

} // namespace Parlance
