// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/tokenprobabilities.h"

#include "wire/jsonreading.h"
#include "wire/utf8text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// How many bytes a character has that begins with this one; 1 for one that begins none.
qsizetype lengthFrom(char first)
{
    const auto byte = static_cast<uchar>(first);
    return byte >= 0xf5 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
}

bool endsWithinCharacter(QByteArrayView bytes)
{
    const qsizetype most = std::min<qsizetype>(3, bytes.size());
    for (qsizetype back = 1; back <= most; ++back) {
        const char byte = bytes.at(bytes.size() - back);
        if ((static_cast<uchar>(byte) & 0xc0) != 0x80)
            return lengthFrom(byte) > back;
    }
    return false;
}

/// A server that knows no bytes leaves them out, or sends null.
QByteArray bytesOf(const QJsonObject &token)
{
    const QJsonValue listed = token.value("bytes"_L1);
    if (!listed.isArray())
        return token.value("token"_L1).toString().toUtf8();
    QByteArray bytes;
    for (const QJsonValue &byte : listed.toArray())
        bytes.append(static_cast<char>(byte.toInt()));
    return bytes;
}

ProbableToken readToken(const QJsonObject &object)
{
    return {.bytes = bytesOf(object), .logprob = object.value("logprob"_L1).toDouble()};
}

WrittenToken readWritten(const QJsonObject &object)
{
    WrittenToken written{.token = readToken(object)};
    for (const QJsonValue &other : object.value("top_logprobs"_L1).toArray())
        written.alternatives.append(readToken(other.toObject()));
    std::ranges::stable_sort(written.alternatives, std::greater(), &ProbableToken::logprob);
    return written;
}

TokenText &textOf(int choice, QList<TokenText> &texts)
{
    const auto known = std::ranges::find(texts, choice, &TokenText::choice);
    return known == texts.end() ? texts.emplaceBack(TokenText{.choice = choice}) : *known;
}

} // namespace

void TokenText::add(const WrittenToken &token)
{
    if (begun.isEmpty())
        spans.append({.begin = text.size(), .token = tokens.size()});
    tokens.append(token);
    begun += token.token.bytes;
    if (endsWithinCharacter(begun))
        return;
    text += textFromUtf8(begun);
    begun.clear();
}

std::pair<qsizetype, qsizetype> TokenText::tokensOf(qsizetype begin, qsizetype end) const
{
    const auto first = std::ranges::upper_bound(spans, begin, {}, &Span::begin);
    const auto last = std::ranges::lower_bound(spans, end, {}, &Span::begin);
    return {first == spans.begin() ? 0 : std::prev(first)->token,
        last == spans.end() ? tokens.size() : last->token};
}

bool addTokens(const QByteArray &json, QList<TokenText> &texts)
{
    const QJsonArray choices = readJson(json).value_or(QJsonValue())["choices"_L1].toArray();
    bool found = false;
    for (const QJsonValue &choice : choices) {
        const QJsonValue logprobs = choice["logprobs"_L1];
        for (const QLatin1StringView list : {"content"_L1, "refusal"_L1}) {
            for (const QJsonValue &token : logprobs[list].toArray()) {
                textOf(choice["index"_L1].toInt(), texts).add(readWritten(token.toObject()));
                found = true;
            }
        }
    }
    return found;
}

TokenSum sumOf(const QList<WrittenToken> &tokens)
{
    const double logprob = std::accumulate(tokens.begin(), tokens.end(), 0.0,
        [](double sum, const WrittenToken &token) { return sum + token.token.logprob; });
    const auto count = static_cast<double>(std::max<qsizetype>(1, tokens.size()));
    return {.count = tokens.size(), .logprob = logprob, .perplexity = std::exp(-logprob / count)};
}

} // namespace Parlance
