// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewaytext.h"

#include "gateways/gatewayjson.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Parlance::GatewayForm", text);
}

} // namespace

QString headersToText(const RawHeaders &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers)
        lines.append(QString::fromLatin1(name) + u": "_s + QString::fromLatin1(value));
    return lines.join(u'\n');
}

std::expected<RawHeaders, QString> headersFromText(const QString &text)
{
    RawHeaders headers;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype colon = line.indexOf(u':');
        if (colon < 1)
            return std::unexpected(tr("Headers: \"%1\" is not of the form Name: value.").arg(line));
        headers.append({line.first(colon).trimmed().toLatin1(), line.sliced(colon + 1).trimmed().toLatin1()});
    }
    return headers;
}

QString tiersToText(const QList<Tier> &tiers)
{
    QStringList lines;
    for (const Tier &tier : tiers)
        lines.append(tier.useCase.isEmpty() ? tier.model : tier.model + u' ' + tier.useCase);
    return lines.join(u'\n');
}

QList<Tier> tiersFromText(const QString &text)
{
    QList<Tier> tiers;
    for (const QString &line : text.split(u'\n')) {
        const QString model = line.section(u' ', 0, 0);
        const QString useCase = line.section(u' ', 1).trimmed();
        if (!model.isEmpty() || !useCase.isEmpty())
            tiers.append({.model = model, .useCase = useCase});
    }
    return tiers;
}

QString bodyToText(const QJsonObject &body)
{
    return body.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(body).toJson()).trimmed();
}

std::expected<QJsonObject, QString> bodyFromText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return {};
    return readProfile(text.toUtf8()).transform_error([](const QString &error) {
        return tr("Extra JSON, %1.").arg(error);
    });
}

std::expected<QUrl, QString> baseUrlFromText(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!text.trimmed().isEmpty() && (!url.isValid() || !isWeb || url.host().isEmpty()))
        return std::unexpected(tr("Base URL: \"%1\" does not begin with https:// or http:// and name a host.")
                .arg(text.trimmed()));
    return url;
}

} // namespace Parlance
