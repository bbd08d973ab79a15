// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/theme.h"

#include <QObject>

namespace Parlance {

/// Keeps the application's font, palette and style sheet in step with the user's choice and the desktop's
/// theme.
class ThemeController : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(QObject *parent = nullptr);

    /// Applies the theme, the font and the density of the settings.
    void apply();

private:
    [[nodiscard]] Theme chosen() const;
    [[nodiscard]] QFont chosenFont() const;

    QFont m_systemFont;
    QPalette m_systemPalette;
};

} // namespace Parlance
