// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Parlance {

/// Bytes as one can see them: printable ASCII as it is, a line feed, carriage return or tab as \n, \r or \t,
/// a backslash doubled, any other byte as \xE9.
[[nodiscard]] QString visibleBytes(QByteArrayView bytes);

} // namespace Parlance
