// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// A chemical formula or equation of mhchem's \ce as Unicode text: "2 H2 + O2 -> 2 H2O" gives
/// "2 H₂ + O₂ → 2 H₂O", and "SO4^2-" gives "SO₄²⁻".
[[nodiscard]] QString chemistryToText(QStringView source);

/// A quantity of mhchem's \pu: "9.8 m s-2" gives "9.8 m s⁻²", and "1.2e3 kJ/mol" gives "1.2×10³ kJ/mol".
[[nodiscard]] QString quantityToText(QStringView source);

} // namespace Parlance
