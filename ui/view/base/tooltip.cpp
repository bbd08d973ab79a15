// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/tooltip.h"

using namespace Qt::StringLiterals;

namespace Parlance {

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<div>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</div>"_s;
}

QString addressToolTip(const QString &address)
{
    constexpr qsizetype longestLine = 90;
    QStringList lines;
    for (qsizetype at = 0; at < address.size(); at += longestLine)
        lines += address.mid(at, longestLine).toHtmlEscaped();
    return u"<div style=\"white-space: pre\">"_s + lines.join(u"<br>") + u"</div>"_s;
}

} // namespace Parlance
