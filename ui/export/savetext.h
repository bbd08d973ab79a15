// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace Parlance {

/// Asks for a file, suggesting `name`, and writes the text atomically. Tells the user if it cannot.
void saveText(QWidget *parent, const QString &name, const QString &text);

} // namespace Parlance
