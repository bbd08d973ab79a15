// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/modelids.h"

#include "wire/erroranswer.h"
#include "wire/json.h"
#include "wire/jsonreading.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = JsonValueView::Kind;

std::optional<JsonDocument> documentOf(const QByteArray &body)
{
    auto document = JsonDocument::read(body);
    if (!document)
        document = JsonDocument::read(tamedJson(body));
    return document ? std::optional(*std::move(document)) : std::nullopt;
}

/// Empty if there is no list.
std::optional<JsonValueView> listIn(const JsonValueView &answer)
{
    if (answer.kind() == Kind::Array)
        return answer;
    for (const auto &name : {u"data"_s, u"models"_s}) {
        const auto list = answer.member(name);
        if (list && list->kind() == Kind::Array)
            return list;
    }
    return std::nullopt;
}

QString idOf(const JsonValueView &model)
{
    for (const auto &name : {u"id"_s, u"name"_s, u"model"_s}) {
        const auto value = model.member(name);
        if (value && !value->string().isEmpty())
            return value->string();
    }
    return {};
}

ChatError notAList(const QByteArray &body)
{
    ChatError error = decodeError({}, body);
    if (error.kind == ChatError::Kind::Protocol && !isWebPage(body))
        error.message.prepend(u"This is not a list of models: "_s);
    return error;
}

bool tellsError(const JsonValueView &answer)
{
    return answer.kind() == Kind::Object &&
           carriesError(readJson(answer.text()).value_or(QJsonValue()).toObject());
}

} // namespace

std::expected<QList<ListedModel>, ChatError> readModels(const QByteArray &body)
{
    const auto document = documentOf(body);
    const auto list = document ? listIn(document->root()) : std::nullopt;
    if (!list || tellsError(document->root()))
        return std::unexpected(notAList(body));
    QList<ListedModel> models;
    const QList<JsonValueView> values = list->children();
    for (const JsonValueView &value : values) {
        if (value.kind() == Kind::Object && models.size() < MostListedModels)
            models.append({.id = idOf(value), .json = value.text().toByteArray()});
    }
    return models;
}

QStringList idsOf(const QList<ListedModel> &models)
{
    QStringList ids;
    QSet<QString> known;
    for (const ListedModel &model : models) {
        if (model.id.isEmpty() || known.contains(model.id))
            continue;
        known.insert(model.id);
        ids.append(model.id);
    }
    return ids;
}

} // namespace Parlance
