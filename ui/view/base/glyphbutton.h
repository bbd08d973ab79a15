// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace Parlance {

/// A small button with a drawn sign in the colours of the theme. Checked, it has the accent.
class GlyphButton : public QToolButton
{
    Q_OBJECT

public:
    enum class Glyph {
        Speaker, ///< checked: crossed out
        Sliders
    };
    explicit GlyphButton(Glyph glyph, QWidget *parent = nullptr);

    /// In the accent though it is not checked, or in the colour of a warning.
    enum class Light { Off, On, Warning };
    void setLight(Light light);

    [[nodiscard]] QSize sizeHint() const override { return {24, 24}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph;
    Light m_light = Light::Off;
};

} // namespace Parlance
