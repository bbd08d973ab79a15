// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <expected>

namespace Parlance {

struct Transcript;

/// A file format for conversations.
struct ExportFormat
{
    QString suffix;                                    ///< of the file's name, without the dot
    QString name;                                      ///< in the user's language
    QString description;                               ///< what it is good for
    QByteArray (*write)(const Transcript &transcript); ///< may be called in any thread
};

[[nodiscard]] QList<ExportFormat> exportFormats();

/// A file name with the time and nothing from the conversation: "conversation-2026-01-31-1405.md".
[[nodiscard]] QString exportName(const Transcript &transcript, const ExportFormat &format);

/// The folder of the last file of this run; before the first, the user's documents or else the home folder.
[[nodiscard]] QString savingFolder();
/// From now on, the folder of this file is the `savingFolder()`.
void rememberFolderOf(const QString &path);

/// Writes the file atomically: an older one stays until the new one is complete. The error is the system's
/// text. Can be called in any thread.
[[nodiscard]] std::expected<void, QString> writeFile(const QString &path, const QByteArray &bytes);

/// The same in the window's thread, and remembers the folder.
[[nodiscard]] std::expected<void, QString> saveFile(const QString &path, const QByteArray &bytes);

/// Says that a file could not be written: where, why, and what to do.
[[nodiscard]] QString notSaved(const QString &path, const QString &reason);

} // namespace Parlance
