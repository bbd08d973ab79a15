// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stylesheet.h"

#include "ui/theme.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Parlance {

QString styleSheet(const Theme &theme)
{
    QFile file(u":/style/parlance.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<QString, QColor> colors[] = {
        {u"@accentText"_s, theme.accentText},
        {u"@accent"_s, theme.accent},
        {u"@window"_s, theme.window},
        {u"@surface"_s, theme.surface},
        {u"@line"_s, theme.line},
        {u"@text"_s, theme.text},
        {u"@secondary"_s, theme.secondaryText},
        {u"@soft"_s, theme.soft},
        {u"@code"_s, theme.code},
        {u"@good"_s, theme.good},
        {u"@warning"_s, theme.warning},
        {u"@error"_s, theme.error},
    };
    for (const auto &[name, color] : colors)
        sheet.replace(name, color.name());
    return sheet;
}

} // namespace Parlance
