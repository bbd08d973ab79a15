// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/stylesheet.h"

#include "view/base/theme.h"

#include <QFile>
#include <QFontInfo>
#include <QGuiApplication>
#include <QRegularExpression>
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
        {u"@field"_s, theme.fieldLine},
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

namespace {

QString compacted(const QString &sheet)
{
    static const QRegularExpression vertical(u"padding: (\\d+)px (\\d+px)(?: (\\d+)px)?"_s);
    const auto half = [](const QString &pixels) {
        return u"%1px"_s.arg((pixels.toInt() + 1) / 2);
    };
    QString compact;
    qsizetype done = 0;
    for (const auto &match : vertical.globalMatch(sheet)) {
        compact += sheet.sliced(done, match.capturedStart() - done) + u"padding: "_s +
                   half(match.captured(1)) + u' ' + match.captured(2);
        if (match.hasCaptured(3))
            compact += u' ' + half(match.captured(3));
        done = match.capturedEnd();
    }
    return compact + sheet.sliced(done);
}

} // namespace

QString styleSheet(const Theme &theme, bool isCompact)
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
    return isCompact ? compacted(sheet) : sheet;
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
