// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>

namespace Parlance {

/// A file of a picture that a server sent, as a person gets it.
class PictureFile
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::PictureFile)

public:
    /// What the bytes are instead of what the name says, or that a PNG is damaged (C-14), in words; empty if
    /// they fit, or if the name says nothing. Decodes nothing.
    [[nodiscard]] static QString doubt(const QString &name, const QByteArray &bytes);
};

} // namespace Parlance
