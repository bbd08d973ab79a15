// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/filledjson.h"

#include "wire/json.h"
#include "wire/jsonobjectwriter.h"

namespace Parlance {

namespace {

struct Written
{
    qsizetype begin;
    qsizetype size; ///< with the quotes
};

qsizetype endOfString(const QByteArray &json, qsizetype quote)
{
    qsizetype end = quote + 1;
    while (json.at(end) != '"')
        end += json.at(end) == '\\' ? 2 : 1;
    return end + 1;
}

/// The strings of a text, if it is JSON.
QList<Written> writtenStrings(const QByteArray &json)
{
    QList<Written> strings;
    if (!JsonDocument::read(json))
        return strings;
    qsizetype begin = json.indexOf('"');
    while (begin >= 0) {
        const qsizetype end = endOfString(json, begin);
        strings.append({.begin = begin, .size = end - begin});
        begin = json.indexOf('"', end);
    }
    return strings;
}

QString decoded(const QByteArray &json, const Written &string)
{
    return JsonDocument::read(json.sliced(string.begin, string.size))->root().string();
}

} // namespace

FilledJson::FilledJson(const QByteArray &json, const QList<Variable> &variables)
{
    qsizetype end = 0;
    for (const Written &string : variables.isEmpty() ? QList<Written>() : writtenStrings(json)) {
        const QString typed = decoded(json, string);
        const QString sent = filled(typed, variables);
        if (sent == typed)
            continue;
        m_text += QByteArrayView(json).sliced(end, string.begin - end);
        const QByteArray written = writtenJsonText(sent.toUtf8());
        m_changes.append({.begin = m_text.size(),
            .size = written.size(),
            .origin = string.begin,
            .originSize = string.size});
        m_text += written;
        end = string.begin + string.size;
    }
    m_text += QByteArrayView(json).sliced(end);
}

qsizetype FilledJson::originOf(qsizetype offset) const
{
    qsizetype origin = offset;
    for (const Change &change : m_changes) {
        if (offset < change.begin)
            break;
        if (offset < change.begin + change.size)
            return change.origin;
        origin = offset - change.begin - change.size + change.origin + change.originSize;
    }
    return origin;
}

QStringList stringsOf(const QByteArray &json)
{
    QStringList strings;
    for (const Written &string : writtenStrings(json))
        strings << decoded(json, string);
    return strings;
}

} // namespace Parlance
