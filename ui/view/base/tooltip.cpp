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

} // namespace Parlance
