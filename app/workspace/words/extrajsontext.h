// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/json.h"

#include <QString>

namespace Parlance {

/// Describes what is wrong in a text typed as extra JSON, where, and how to fix it, without a full stop.
/// Empty for a valid text and for a blank one.
[[nodiscard]] QString describeExtraProblem(const QString &extra);
/// What is wrong in a JSON text and how to fix it, in lower case and without a full stop.
[[nodiscard]] QString describeJsonFault(JsonFault::Reason reason);
/// The same with its place in the text: "Line 1, column 9: ...".
[[nodiscard]] QString describeJsonFault(const JsonFault &fault, QByteArrayView text);
/// The same with the bytes there: "Line 1, column 9, at “tru}”: ...".
[[nodiscard]] QString describeJsonFaultWithBytes(const JsonFault &fault, QByteArrayView text);

} // namespace Parlance
