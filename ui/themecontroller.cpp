// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/themecontroller.h"

#include "view/base/stylesheet.h"
#include "workspace/appsettings.h"

#include <QApplication>
#include <QFontInfo>
#include <QStyleHints>

using namespace Qt::StringLiterals;

namespace Parlance {

ThemeController::ThemeController(QObject *parent)
    : QObject(parent)
    , m_systemFont(QApplication::font())
    , m_systemPalette(QApplication::palette())
{
    m_systemFont.setPixelSize(qMax(UsualText, QFontInfo(m_systemFont).pixelSize()));
    QApplication::setFont(chosenFont());
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &ThemeController::apply);
}

void ThemeController::apply()
{
    const Theme theme = chosen();
    QApplication::setFont(chosenFont());
    QApplication::setPalette(theme.palette());
    // Qt restyles every widget even if the style sheet is the same.
    if (const QString sheet = styleSheet(theme, Settings::isCompact().value()); sheet != qApp->styleSheet())
        qApp->setStyleSheet(sheet);
}

QFont ThemeController::chosenFont() const
{
    QFont font = m_systemFont;
    if (const QString family = Settings::fontFamily().value(); !family.isEmpty())
        font.setFamily(family);
    if (const int size = Settings::textSize().value(); size > 0)
        font.setPixelSize(size);
    return font;
}

Theme ThemeController::chosen() const
{
    const QString choice = Settings::theme().value();
    if (choice == u"light")
        return Theme::light();
    if (choice == u"dark")
        return Theme::dim();
    const Theme system = Theme::of(m_systemPalette);
    if (system != Theme::light() && system != Theme::dim())
        return system;
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    const bool dark = scheme == Qt::ColorScheme::Unknown ? system.dark : scheme == Qt::ColorScheme::Dark;
    return dark ? Theme::dim() : Theme::light();
}

} // namespace Parlance
