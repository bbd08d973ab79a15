// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <expected>

namespace Parlance {

struct Transcript;

/// A kind of file that a conversation is written to.
struct ExportFormat
{
    QString suffix;      ///< of the file's name, without the dot
    QString name;        ///< in the user's language
    QString description; ///< what it is good for
    QByteArray (*write)(const Transcript &transcript);
};

[[nodiscard]] QList<ExportFormat> exportFormats();

/// A file's name that tells the time and nothing of what was said: "conversation-2026-01-31-1405.md".
[[nodiscard]] QString exportName(const Transcript &transcript, const ExportFormat &format);

/// Where the last file of this run went; the user's documents, or else the home folder, before.
[[nodiscard]] QString savingFolder();

/// Writes the file at once or not at all; an older one stays until the new one is whole. Gives what went
/// wrong otherwise, in the system's words.
[[nodiscard]] std::expected<void, QString> saveFile(const QString &path, const QByteArray &bytes);

/// The words for a file that could not be written: where, why, and what to do.
[[nodiscard]] QString notSaved(const QString &path, const QString &reason);

} // namespace Parlance
