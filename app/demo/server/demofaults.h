// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>

namespace Parlance {

/// A failure that the embedded gateway simulates on request: the header `X-Demo-Fault` has its name, or
/// several names separated by commas, applied in the order of the menu.
struct DemoFault
{
    QString name;        ///< "429", "hang-up"
    QString description; ///< one line for a person
    QString path = {};   ///< of the only endpoint that knows it, e.g. "/v1/embeddings"; empty for all
};

/// All failures, in menu order.
[[nodiscard]] std::span<const DemoFault> demoFaults();

} // namespace Parlance
