// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/forms/signature.h"

#include <QCryptographicHash>

namespace Parlance::Demo {

QString signatureOf(const QString &reasoning)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(reasoning.toUtf8(), QCryptographicHash::Sha256).toBase64());
}

} // namespace Parlance::Demo
