// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace Parlance {

/// Asks for a place, beginning with `name`, and writes the text there, whole or not at all. Says so if it
/// cannot.
void saveText(QWidget *parent, const QString &name, const QString &text);

} // namespace Parlance
