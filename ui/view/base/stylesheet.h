// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

class QWidget;

namespace Parlance {

struct Theme;

/// A sheet with the theme's colours in the place of their names, such as `@accent`.
[[nodiscard]] QString withColors(QString sheet, const Theme &theme);

/// The little that the palette cannot say: corners, lines, spacing. Widgets take part by their dynamic
/// property `role`.
[[nodiscard]] QString styleSheet(const Theme &theme);

/// Sets a property that the style sheet asks for. The widget has its new look at once.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace Parlance
