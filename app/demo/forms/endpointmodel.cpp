// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/endpointmodel.h"

#include "demo/answers/catalog.h"

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

QString readEndpointModel(BodyReader &reader, const QString &path)
{
    const QString id = reader.requiredString(u"model"_s);
    QStringList known;
    for (const EndpointModel &model : ruApiEndpointModels()) {
        if (model.path == path)
            known += model.id;
    }
    if (!known.contains(id))
        reader.refuse({.status = 404,
            .message =
                u"The model `%1` does not exist at %2. There are %3"_s.arg(id, path, known.join(u", "_s)),
            .code = u"model_not_found"_s,
            .field = u"model"_s});
    return id;
}

QString readChoice(BodyReader &reader, const QString &field, const QStringList &known)
{
    const QString chosen = reader.has(field) ? reader.string(field) : known.constFirst();
    if (!known.contains(chosen))
        reader.refuse(field, u"must be one of "_s + known.join(u", "_s));
    return chosen;
}

void checkLength(BodyReader &reader, const QString &field, const QString &text, qsizetype most)
{
    if (text.trimmed().isEmpty())
        reader.refuse(field, u"must not be empty"_s);
    if (text.size() > most)
        reader.refuse(field, u"has %1 characters, and the most are %2"_s.arg(text.size()).arg(most));
}

} // namespace Parlance::Demo
