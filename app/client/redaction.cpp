// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/redaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

void Redaction::add(const Target &target)
{
    for (const Secret &key : keysOf(target))
        add(key);
}

void Redaction::add(const Secret &key)
{
    const QString text = QString::fromUtf8(key.reveal());
    if (text.isEmpty() || m_secrets.contains(text))
        return;
    m_secrets.append(text);
    // A key that another one begins with must not leave the other's end behind.
    std::ranges::sort(m_secrets, std::ranges::greater(), &QString::size);
}

QString Redaction::of(QString text) const
{
    for (const QString &secret : m_secrets)
        text.replace(secret, redactedKey());
    return text;
}

QList<Secret> keysOf(const Target &target)
{
    QList<Secret> keys;
    for (const auto &[name, value] : target.headers) {
        if (carriesKey(name))
            keys.append(Secret(value.mid(value.lastIndexOf(' ') + 1))); // behind "Bearer"
    }
    return keys;
}

QString redactedKey()
{
    return u"••••"_s;
}

bool carriesKey(const QByteArray &headerName)
{
    const QByteArray name = headerName.toLower();
    return name == "authorization" || name == "x-api-key" || name == "api-key" ||
           name == "proxy-authorization";
}

} // namespace Parlance
