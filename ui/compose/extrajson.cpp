// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/extrajson.h"

#include "gateways/laneparameters.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace Parlance {

namespace {

struct ExtraJson
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ExtraJson)
};

QString words(const QJsonParseError &error)
{
    switch (error.error) {
    case QJsonParseError::UnterminatedObject:
    case QJsonParseError::MissingValueSeparator:
        return ExtraJson::tr("a comma, a name in quotes or a closing } is missing");
    case QJsonParseError::MissingNameSeparator:
        return ExtraJson::tr("a colon is missing after the name");
    case QJsonParseError::UnterminatedArray:
        return ExtraJson::tr("a comma or a closing ] is missing");
    case QJsonParseError::IllegalValue:
        return ExtraJson::tr(
            "write a value: text in quotes, a number, true, false, null, a list or an object");
    case QJsonParseError::UnterminatedString:
        return ExtraJson::tr("a closing quote is missing");
    case QJsonParseError::GarbageAtEnd:
        return ExtraJson::tr("take out what stands after the last }");
    default:
        return error.errorString();
    }
}

QString withPlace(const QByteArray &json, const QJsonParseError &error)
{
    // The parser stands behind what it could not take.
    const QByteArray before = json.first(std::clamp<qsizetype>(error.offset - 1, 0, json.size()));
    const auto line = before.count('\n') + 1;
    const auto column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    return ExtraJson::tr("Line %1, column %2: %3").arg(line).arg(column).arg(words(error));
}

} // namespace

std::expected<QJsonObject, QString> readExtraJson(const QString &text)
{
    const QByteArray json = text.toUtf8();
    if (json.trimmed().isEmpty())
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return std::unexpected(withPlace(json, error));
    if (!document.isObject())
        return std::unexpected(ExtraJson::tr("Put it into braces, as { \"name\": value }"));
    if (const QString problem = problemOfExtra(document.object()); !problem.isEmpty())
        return std::unexpected(problem);
    return document.object();
}

} // namespace Parlance
