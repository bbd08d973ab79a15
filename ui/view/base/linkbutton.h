// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractButton;
class QPushButton;

namespace Parlance {

void lookLikeLink(QAbstractButton *button);

/// A button that looks like a link.
[[nodiscard]] QPushButton *linkButton(const QString &name, const QString &text = {});

} // namespace Parlance
