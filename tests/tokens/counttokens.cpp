// SPDX-License-Identifier: GPL-3.0-or-later
// counttokens < TEXTS: a JSON array of texts -> a JSON array of [o200k_base, cl100k_base] counts.
#include "tokens/tokencount.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

using namespace Parlance;

int main()
{
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    QJsonArray counts;
    for (const QJsonValue &text : QJsonDocument::fromJson(in.readAll()).array()) {
        const auto count = [&text](Vocabulary vocabulary) {
            return QJsonValue(countTokens(text.toString(), vocabulary).value_or(-1));
        };
        counts.append(QJsonArray{count(Vocabulary::O200k), count(Vocabulary::Cl100k)});
    }
    out.write(QJsonDocument(counts).toJson(QJsonDocument::Compact));
    return 0;
}
