// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>

namespace Parlance {

/// A failure that the embedded gateway shows when a request asks for it: the header `X-Demo-Fault` with the
/// name, or with several names and commas between them, which are then applied in the order of the menu.
struct DemoFault
{
    QString name;        ///< "429", "hang-up"
    QString description; ///< one line for a person
};

/// All there are, in the order of a menu.
[[nodiscard]] std::span<const DemoFault> demoFaults();

} // namespace Parlance
