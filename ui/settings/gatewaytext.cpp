// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/gatewaytext.h"

#include "gateways/baseurl.h"
#include "ui/edit/longtextedit.h"
#include "wire/json.h"

#include <QCoreApplication>
#include <QFontDatabase>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::GatewayText)
};

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
            return std::unexpected(Words::tr("Headers: \"%1\" is not of the form Name: value.").arg(line));
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

std::expected<QByteArray, QString> bodyFromText(const QString &text)
{
    const QByteArray body = text.trimmed().toUtf8();
    if (body.isEmpty())
        return {};
    const auto document = JsonDocument::read(body);
    if (!document) {
        const TextPlace place = placeIn(body, document.error().offset);
        return std::unexpected(
            Words::tr("Extra JSON: not JSON at line %1, column %2.").arg(place.line).arg(place.column));
    }
    if (document->root().kind() != JsonValueView::Kind::Object)
        return std::unexpected(Words::tr("Extra JSON: put it into braces, as { \"name\": value }."));
    return document->root().children().isEmpty() ? QByteArray() : body;
}

std::expected<QUrl, QString> baseUrlFromText(const QString &text)
{
    return readBaseUrl(text).transform_error(
        [](const QString &problem) { return Words::tr("Base URL: %1").arg(problem); });
}

QString protocolName(const QString &dialectId)
{
    const QHash<QString, QString> names{{u"chat-completions"_s, Words::tr("OpenAI Chat Completions")},
        {u"messages"_s, Words::tr("Anthropic Messages")}, {u"floopfloop"_s, Words::tr("FloopFloop chat")},
        {u"floopfloop-generate"_s, Words::tr("FloopFloop generate")}};
    return names.value(dialectId, dialectId);
}

void setUpTextField(LongTextEdit &text, const QString &placeholder, int lines)
{
    text.setPlaceholderText(placeholder);
    text.setTabChangesFocus(true);
    text.setLineWrapMode(LongTextEdit::NoWrap);
    text.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + 28);
}

} // namespace Parlance
