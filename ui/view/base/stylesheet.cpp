// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/stylesheet.h"

#include "view/base/theme.h"

#include <QFile>
#include <QFontInfo>
#include <QGuiApplication>
#include <QStyle>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Parlance {

QString withColors(QString sheet, const Theme &theme)
{
    const std::pair<QString, QColor> colors[] = {
        {u"@accentText"_s, theme.accentText}, // before `@accent`, its prefix
        {u"@accent"_s, theme.accent},
        {u"@window"_s, theme.window},
        {u"@surface"_s, theme.surface},
        {u"@line"_s, theme.line},
        {u"@text"_s, theme.text},
        {u"@secondary"_s, theme.secondaryText},
        {u"@soft"_s, theme.soft},
        {u"@good"_s, theme.good},
        {u"@warning"_s, theme.warning},
        {u"@code"_s, theme.code},
        {u"@errorGround"_s, theme.errorGround()}, // these before `@error`
        {u"@errorLine"_s, theme.errorLine()},
        {u"@error"_s, theme.error},
    };
    for (const auto &[name, color] : colors)
        sheet.replace(name, color.name(color.alpha() < 255 ? QColor::HexArgb : QColor::HexRgb));
    return sheet;
}

QString styleSheet(const Theme &theme)
{
    QFile file(u":/style/parlance.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = withColors(QString::fromUtf8(file.readAll()), theme);
    const int size = QFontInfo(QGuiApplication::font()).pixelSize();
    const std::pair<QString, int> sizes[] = {
        {u"@small"_s, size - 1}, {u"@tiny"_s, size - 2}, {u"@title"_s, size + 4}};
    for (const auto &[name, pixels] : sizes)
        sheet.replace(name, u"%1px"_s.arg(pixels));
    return sheet;
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace Parlance
