// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/embeddingsrequest.h"

#include "demo/answers/answer.h"
#include "demo/forms/endpointmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostInputs = 2048;
constexpr qsizetype MostTokens = 8'192;
constexpr qsizetype MostTokensInAll = 300'000;
constexpr int MostDimensions = 3'072;

bool isTokens(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    return !array.isEmpty() &&
           std::ranges::all_of(array, [](const QJsonValue &each) { return each.isDouble(); });
}

/// Null if it is neither a text nor token numbers.
QString inputText(const QJsonValue &value)
{
    if (!isTokens(value))
        return value.toString();
    QStringList numbers;
    for (const QJsonValue token : value.toArray())
        numbers += QString::number(token.toInteger());
    return numbers.join(u' ');
}

QStringList readInputs(BodyReader &reader)
{
    const QJsonValue input = reader.value(u"input"_s);
    const bool single = input.isString() || isTokens(input);
    const QJsonArray all = single ? QJsonArray{input} : input.toArray();
    if (all.isEmpty() || all.size() > MostInputs)
        reader.refuse(u"input"_s,
            u"must be a text, a list of token numbers, or a list of 1 to %1 of these"_s.arg(MostInputs));
    QStringList texts;
    for (const QJsonValue each : all) {
        texts += inputText(each);
        if (texts.constLast().isEmpty())
            reader.refuse(single ? u"input"_s : u"input[%1]"_s.arg(texts.size() - 1),
                u"must be a text or a list of token numbers, and not empty"_s);
    }
    return texts;
}

void checkTokens(BodyReader &reader, const QStringList &inputs)
{
    qsizetype all = 0;
    for (const QString &input : inputs) {
        const qsizetype count = tokens(input).size();
        all += count;
        if (count > MostTokens)
            reader.refuse(
                u"input"_s, u"has a text of %1 tokens, and the most are %2"_s.arg(count).arg(MostTokens));
    }
    if (all > MostTokensInAll)
        reader.refuse(
            u"input"_s, u"has %1 tokens in all, and the most are %2"_s.arg(all).arg(MostTokensInAll));
}

} // namespace

std::expected<EmbeddingsRequest, Refusal> readEmbeddingsRequest(const QByteArray &body)
{
    const auto object = parseBody(body);
    if (!object)
        return std::unexpected(object.error());
    BodyReader reader(*object);
    EmbeddingsRequest request;
    request.model = readEndpointModel(reader, u"/v1/embeddings"_s);
    request.inputs = readInputs(reader);
    request.dimensions = reader.wholeNumber(u"dimensions"_s, 1, MostDimensions);
    request.base64 = readChoice(reader, u"encoding_format"_s, {u"float"_s, u"base64"_s}) == "base64"_L1;
    if (!reader.refusal())
        checkTokens(reader, request.inputs);
    if (reader.refusal())
        return std::unexpected(*reader.refusal());
    return request;
}

} // namespace Parlance::Demo
