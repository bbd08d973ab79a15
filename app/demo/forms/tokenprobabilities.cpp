// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/tokenprobabilities.h"

#include <QJsonArray>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

const std::array OtherWords{u" the"_s, u" a"_s, u","_s, u" and"_s, u"."_s, u" of"_s, u" to"_s, u" in"_s,
    u" is"_s, u" that"_s, u" for"_s, u" with"_s, u" as"_s, u" on"_s, u" by"_s, u" or"_s, u" this"_s, u" it"_s,
    u" an"_s, u"\n"_s, u" which"_s};

QJsonObject tokenObject(const QString &token, double probability)
{
    QJsonArray bytes;
    for (const char byte : token.toUtf8())
        bytes.append(static_cast<uchar>(byte));
    return {{u"token"_s, token}, {u"logprob"_s, std::log(probability)}, {u"bytes"_s, bytes}};
}

/// Short words are surer than long ones.
double probabilityOf(const QString &token)
{
    size_t sum = 0;
    for (const QChar character : token)
        sum = sum * 31 + character.unicode();
    const double surest = token.size() > 4 ? 0.97 : 0.999;
    return surest - 0.6 * static_cast<double>(sum % 97) / 97.0;
}

/// Each of the others has half of what is left.
QJsonArray mostProbable(const QString &token, double probability, int count)
{
    QJsonArray all;
    if (count > 0)
        all.append(tokenObject(token, probability));
    double left = 1 - probability;
    for (const QString &other : OtherWords) {
        if (all.size() >= count)
            break;
        if (other == token)
            continue;
        left /= 2;
        all.append(tokenObject(other, left));
    }
    return all;
}

} // namespace

QJsonObject logprobsOf(const QStringList &tokens, int alternatives)
{
    QJsonArray content;
    for (const QString &token : tokens) {
        const double probability = probabilityOf(token);
        QJsonObject object = tokenObject(token, probability);
        object.insert(u"top_logprobs"_s, mostProbable(token, probability, alternatives));
        content.append(object);
    }
    return {{u"content"_s, content}, {u"refusal"_s, QJsonValue()}};
}

} // namespace Parlance::Demo
