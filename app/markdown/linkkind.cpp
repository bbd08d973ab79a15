// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/linkkind.h"

#include <QStringList>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Parlance {

LinkKind linkKind(const QString &target)
{
    static const QStringList usual{u"http"_s, u"https"_s, u"mailto"_s};
    static const QStringList unsafe{u"about"_s, u"blob"_s, u"data"_s, u"file"_s, u"filesystem"_s, u"jar"_s,
        u"javascript"_s, u"qrc"_s, u"vbscript"_s, u"view-source"_s};
    const QUrl url(target, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (unsafe.contains(scheme))
        return LinkKind::Unsafe;
    if (!url.isValid() || scheme.isEmpty())
        return LinkKind::Nowhere;
    return usual.contains(scheme) ? LinkKind::Usual : LinkKind::Unusual;
}

} // namespace Parlance
