// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/modelids.h"

#include "wire/erroranswer.h"
#include "wire/jsonreading.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Undefined if there is no list.
QJsonValue listIn(const QJsonValue &answer)
{
    if (answer.isArray())
        return answer;
    const QJsonObject object = answer.toObject();
    const QJsonValue data = object.value("data"_L1);
    return data.isArray() ? data : object.value("models"_L1);
}

ChatError notAList(const QByteArray &body)
{
    ChatError error = decodeError({}, body);
    if (error.kind == ChatError::Kind::Protocol)
        error.message.prepend(u"This is not a list of models: "_s);
    return error;
}

} // namespace

std::expected<QStringList, ChatError> readModelIds(const QByteArray &body)
{
    const QJsonValue answer = readJson(body).value_or(QJsonValue());
    const QJsonValue list = listIn(answer);
    if (!list.isArray() || carriesError(answer.toObject()))
        return std::unexpected(notAList(body));
    QStringList ids;
    const QJsonArray models = list.toArray();
    for (const auto &model : models) {
        const QString id = readString(model.toObject(), {"id"_L1, "name"_L1, "model"_L1});
        if (!id.isEmpty() && !ids.contains(id))
            ids.append(id);
    }
    return ids;
}

} // namespace Parlance
