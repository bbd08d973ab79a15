// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace Parlance {

/// A small button with a drawn sign in the theme's colours; a checked one has the accent colour.
class GlyphButton : public QToolButton
{
    Q_OBJECT

public:
    enum class Glyph {
        Speaker, ///< crossed out while checked
        Sliders,
        Play, ///< two bars, for a pause, while checked
        Next,
        Again,
        Copy, ///< a check mark while checked
        Pencil,
        Branch,
        Braces
    };
    explicit GlyphButton(Glyph glyph, QWidget *parent = nullptr);

    /// The accent colour even if unchecked, or the warning colour.
    enum class Light { Off, On, Warning };
    void setLight(Light light);

    static constexpr int Side = 24;
    [[nodiscard]] QSize sizeHint() const override { return {Side, Side}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph;
    Light m_light = Light::Off;
};

} // namespace Parlance
