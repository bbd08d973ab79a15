// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/redaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

void Redaction::add(const Target &target)
{
    for (const auto &[name, value] : target.headers) {
        const QString key = QString::fromUtf8(value).section(u' ', -1); // behind "Bearer"
        if (carriesKey(name) && !key.isEmpty() && !m_secrets.contains(key))
            m_secrets.append(key);
    }
    // A key that another one begins with must not leave the other's end behind.
    std::ranges::sort(m_secrets, std::ranges::greater(), &QString::size);
}

QString Redaction::of(QString text) const
{
    for (const QString &secret : m_secrets)
        text.replace(secret, redactedKey());
    return text;
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
