// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/embeddingrequest.h"

#include "wire/jsonobjectwriter.h"

#include <QLocale>
#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MostInputs = 2048;
constexpr qsizetype MostTokens = 8192;
constexpr qsizetype MostTokensInAll = 300'000;
constexpr qsizetype CharactersPerToken = 4; ///< of English

QString number(qint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

/// "Text 3", "Texts 3 and 7", or "Texts 3, 7, 8 and 2 more".
QString textsAt(const QList<qsizetype> &places)
{
    constexpr qsizetype most = 3;
    QStringList names;
    for (const qsizetype place : places.first(std::min(most, places.size())))
        names << number(place);
    if (places.size() > most)
        names << u"%1 more"_s.arg(number(places.size() - most));
    const QString last = names.takeLast();
    return names.isEmpty() ? u"Text "_s + last : u"Texts %1 and %2"_s.arg(names.join(u", "_s), last);
}

/// The places, from 1, of the inputs for which `has` is true.
template <typename Has>
QList<qsizetype> placesWhere(const QStringList &inputs, Has has)
{
    QList<qsizetype> places;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        if (has(inputs.at(i)))
            places.append(i + 1);
    }
    return places;
}

qint64 sumOf(const QStringList &inputs, qsizetype (*size)(const QString &))
{
    return std::transform_reduce(inputs.cbegin(), inputs.cend(), qint64(0), std::plus(), size);
}

qsizetype bytesOf(const QString &text)
{
    return text.toUtf8().size();
}

qsizetype tokensOf(const QString &text)
{
    return text.size() / CharactersPerToken;
}

QString problemOf(const EmbeddingRequest &request)
{
    if (request.inputs.isEmpty())
        return u"There is no text to embed."_s;
    if (request.dimensions && *request.dimensions < 1)
        return u"A vector has at least 1 dimension."_s;
    const qint64 bytes = sumOf(request.inputs, bytesOf);
    if (bytes > EmbeddingRequest::MostBytes)
        return u"The texts have %1 MB together; at most %2 MB are sent at once."_s.arg(
            number(bytes / 1024 / 1024 + 1), number(EmbeddingRequest::MostBytes / 1024 / 1024));
    return {};
}

QString refusalOf(const EmbeddingRequest &request)
{
    return request.inputs.size() > MostInputs ? u"The API takes %1 texts at once; these are %2."_s.arg(
                                                    number(MostInputs), number(request.inputs.size()))
                                              : QString();
}

QStringList hintsFor(const EmbeddingRequest &request)
{
    QStringList hints;
    if (request.model.isEmpty())
        hints << u"Most servers need a model."_s;
    const auto empty = placesWhere(request.inputs, [](const QString &text) { return text.isEmpty(); });
    if (!empty.isEmpty())
        hints << u"%1: empty, which the API refuses."_s.arg(textsAt(empty));
    const auto isLong = [](const QString &text) {
        return tokensOf(text) > MostTokens;
    };
    if (const auto places = placesWhere(request.inputs, isLong); !places.isEmpty())
        hints << u"%1: probably more than the %2 tokens that the API takes in a text."_s.arg(
            textsAt(places), number(MostTokens));
    if (sumOf(request.inputs, tokensOf) > MostTokensInAll)
        hints << u"Together probably more than the %1 tokens that the API takes at once."_s.arg(
            number(MostTokensInAll));
    if (request.dimensions && request.model.startsWith("text-embedding-ada"_L1))
        hints << u"%1 does not take dimensions; text-embedding-3 and later do."_s.arg(request.model);
    return hints;
}

} // namespace

EndpointRequest endpointRequest(const EmbeddingRequest &request)
{
    JsonObjectWriter json;
    if (!request.model.isEmpty())
        json.set(u"model"_s, request.model);
    QList<QByteArray> inputs;
    for (const QString &input : request.inputs)
        inputs.append(writtenJsonText(input.toUtf8()));
    json.setWritten(u"input"_s, writtenArray(inputs));
    if (request.encodingFormat)
        json.set(u"encoding_format"_s,
            *request.encodingFormat == EmbeddingRequest::Encoding::Float ? u"float"_s : u"base64"_s);
    if (request.dimensions)
        json.set(u"dimensions"_s, *request.dimensions);
    if (!request.user.isEmpty())
        json.set(u"user"_s, request.user);
    return {.body = json.toJson()};
}

RequestCheck check(const EmbeddingRequest &request)
{
    return {.problem = problemOf(request), .refusal = refusalOf(request), .hints = hintsFor(request)};
}

} // namespace Parlance
