// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace Parlance {

/// The size of the window's text in pixels, which conversations are laid out for.
inline constexpr int UsualText = 14;

/// The colours of the window by role. One accent; the contrast of text is at least 4.5 to 1 (WCAG 2.2 AA).
struct Theme
{
    bool dark = false;
    QColor window;
    QColor surface; ///< lanes and editors
    QColor line;
    QColor fieldLine; ///< around a field; its contrast is at least 3 to 1
    QColor text;
    QColor secondaryText;
    QColor accent;
    QColor accentText; ///< on the accent
    QColor soft;       ///< the user's words, badges
    QColor code;       ///< behind code
    QColor good;
    QColor warning;
    QColor error;

    /// Behind an error, and around it.
    [[nodiscard]] QColor errorGround() const { return withAlpha(error, 0.06F); }
    [[nodiscard]] QColor errorLine() const { return withAlpha(error, 0.45F); }

    bool operator==(const Theme &) const = default;

    [[nodiscard]] static Theme light();
    [[nodiscard]] static Theme dim();

    /// The theme for a palette: the light or dark one of ours, or the palette's own colours if these have a
    /// higher contrast, as in a high-contrast desktop theme.
    [[nodiscard]] static Theme of(const QPalette &palette);

    /// The application's theme. A widget's own palette does not tell: a style sheet may have changed it.
    [[nodiscard]] static Theme current();

    [[nodiscard]] QPalette palette() const;
    /// The colour of ours for text that reads best on this one.
    [[nodiscard]] QColor textOn(const QColor &background) const;

private:
    [[nodiscard]] static QColor withAlpha(QColor color, float alpha)
    {
        color.setAlphaF(alpha);
        return color;
    }
};

} // namespace Parlance
