// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSaveFile>

namespace Parlance {

/// A file that is written at the end, and replaces an older one only then.
class OutputFile
{
public:
    /// Returns why it cannot be written, in words for the user; empty if it can.
    [[nodiscard]] QString open(const QString &path);
    [[nodiscard]] bool isOpen() const { return m_file.isOpen(); }
    [[nodiscard]] QString name() const { return m_file.fileName(); }
    /// Writes all of the file. Returns why that is not possible; empty if it is written.
    [[nodiscard]] QString write(const QByteArray &bytes);

private:
    QSaveFile m_file;
};

/// Why this file cannot be written, in words for the user; empty if it can, or if the path is empty.
[[nodiscard]] QString problemOfOutput(const QString &path);
/// Where the beginning of an output goes whose rest did not come, so that an older file stays.
[[nodiscard]] QString partName(const QString &path);
/// Writes this file. Returns why that is not possible, in words for the user; empty if it is written.
[[nodiscard]] QString written(const QString &path, const QByteArray &bytes);

} // namespace Parlance
