// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

class QWidget;

namespace Parlance {

/// The suffix for a file of these bytes: "png", "jpg", "gif", "webp", or "bin" for anything else.
[[nodiscard]] QString pictureSuffix(const QByteArray &bytes);

/// Saves the bytes as they came in a file that the user chooses.
void savePicture(QWidget *parent, const QByteArray &bytes);
/// Saves several in files that get a number behind the name that the user chooses: a-1.png, a-2.jpg. Replaces
/// no file: if one of them exists, nothing is saved, and that is said.
void savePictures(QWidget *parent, const QByteArrayList &pictures);

} // namespace Parlance
