// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/theme.h"

#include <QObject>

namespace Parlance {

/// Keeps the application's palette and style sheet in step with the user's choice and the desktop's theme.
class ThemeController : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(QObject *parent = nullptr);

    /// Applies the theme of the settings.
    void apply();

private:
    [[nodiscard]] Theme chosen() const;

    QPalette m_systemPalette;
};

} // namespace Parlance
