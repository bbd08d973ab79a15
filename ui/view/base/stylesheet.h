// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

class QWidget;

namespace Parlance {

struct Theme;

/// Replaces colour names such as `@accent` in a style sheet with the theme's colours.
[[nodiscard]] QString withColors(QString sheet, const Theme &theme);

/// What the palette cannot express: corners, lines, spacing. Selects widgets by their dynamic property
/// `role`. A compact one has half the padding above and below, except around signs and lists.
[[nodiscard]] QString styleSheet(const Theme &theme, bool isCompact = false);

/// Sets a property that the style sheet selects by, and restyles the widget at once.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace Parlance
