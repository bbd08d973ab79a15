// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/theme.h"

#include <QGuiApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// WCAG 2.2, relative luminance: 0 for black, 1 for white.
double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) +
           0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

/// Black on white or close to it, for windows and buttons too: only high-contrast themes do that.
bool isHighContrast(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    return contrast(palette.color(QPalette::WindowText), window) > 20.5 &&
           window == palette.color(QPalette::Base) && window == palette.color(QPalette::Button);
}

Theme fromHighContrast(const QPalette &palette, Theme theme)
{
    theme.window = palette.color(QPalette::Window);
    theme.surface = palette.color(QPalette::Base);
    theme.line = palette.color(QPalette::WindowText);
    theme.fieldLine = theme.line;
    theme.text = palette.color(QPalette::Text);
    theme.secondaryText = theme.text;
    theme.accent = palette.color(QPalette::Highlight);
    theme.accentText = palette.color(QPalette::HighlightedText);
    theme.soft = theme.surface;
    theme.code = theme.surface;
    return theme;
}

} // namespace

Theme Theme::light()
{
    return {
        .dark = false,
        .window = QColor(u"#F5F6F8"_s),
        .surface = QColor(u"#FFFFFF"_s),
        .line = QColor(u"#E2E5EA"_s),
        .fieldLine = QColor(u"#868E9E"_s),
        .text = QColor(u"#1B2230"_s),
        .secondaryText = QColor(u"#5F687C"_s),
        .accent = QColor(u"#2860DC"_s),
        .accentText = QColor(u"#FFFFFF"_s),
        .soft = QColor(u"#EDF2FE"_s),
        .code = QColor(u"#F6F7F9"_s),
        .good = QColor(u"#18794E"_s),
        .warning = QColor(u"#AD5700"_s),
        .error = QColor(u"#C4320A"_s),
    };
}

Theme Theme::dim()
{
    return {
        .dark = true,
        .window = QColor(u"#14171C"_s),
        .surface = QColor(u"#1A1E25"_s),
        .line = QColor(u"#2A303A"_s),
        .fieldLine = QColor(u"#697386"_s),
        .text = QColor(u"#E4E8EF"_s),
        .secondaryText = QColor(u"#97A1B2"_s),
        .accent = QColor(u"#7BA4FF"_s),
        .accentText = QColor(u"#14171C"_s),
        .soft = QColor(u"#212C44"_s),
        .code = QColor(u"#15191F"_s),
        .good = QColor(u"#5FD39A"_s),
        .warning = QColor(u"#F5B25C"_s),
        .error = QColor(u"#FF9C8A"_s),
    };
}

Theme Theme::of(const QPalette &palette)
{
    const bool dark = luminance(palette.color(QPalette::Window)) < 0.18;
    const Theme ours = dark ? dim() : light();
    return isHighContrast(palette) ? fromHighContrast(palette, ours) : ours;
}

Theme Theme::current()
{
    return of(QGuiApplication::palette());
}

QColor Theme::textOn(const QColor &background) const
{
    return contrast(accentText, background) > contrast(text, background) ? accentText : text;
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, surface);
    palette.setColor(QPalette::AlternateBase, code);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, secondaryText);
    palette.setColor(QPalette::Button, surface);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, error);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, accentText);
    palette.setColor(QPalette::Accent, accent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::ToolTipBase, surface);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Light, surface);
    palette.setColor(QPalette::Midlight, line);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, line.darker(120));
    palette.setColor(QPalette::Shadow, line.darker(150));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, secondaryText);
    return palette;
}

} // namespace Parlance
