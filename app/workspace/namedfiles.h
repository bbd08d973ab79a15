// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <expected>

namespace Parlance {

/// JSON files in one folder, each under a name that the user gave. Every error is a sentence for the user
/// that names the file or the name; a failure changes nothing.
class NamedFiles
{
public:
    using Done = std::expected<void, QString>;
    using Bytes = std::expected<QByteArray, QString>;

    /// Far more than any of the files has, in bytes; larger ones are not read into memory.
    static constexpr qint64 MaxSize = 4 * 1024 * 1024;

    explicit NamedFiles(QString folder);
    /// The folder of that name in the user's configuration folder.
    [[nodiscard]] static QString userFolder(const QString &name);

    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// In alphabetical order.
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] bool has(const QString &name) const;
    [[nodiscard]] QString pathOf(const QString &name) const;
    [[nodiscard]] Bytes read(const QString &name) const;
    /// Replaces an existing file. Accepts any name of up to 60 letters, in any script.
    [[nodiscard]] Done write(const QString &name, const QByteArray &text) const;
    /// Gives an existing file another name, which must be free.
    [[nodiscard]] Done rename(const QString &name, const QString &newName) const;
    [[nodiscard]] Done remove(const QString &name) const;

    [[nodiscard]] static Bytes readFile(const QString &path);
    [[nodiscard]] static Done writeFile(const QString &path, const QByteArray &text);

private:
    [[nodiscard]] Done makeRoomFor(const QString &name) const;

    QString m_folder;
};

} // namespace Parlance
