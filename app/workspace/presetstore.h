// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preset.h"

#include <QStringList>

namespace Parlance {

/// The user's presets, one file each in one folder. Every error is a sentence for the user that names the
/// file or the preset; a failure changes nothing.
class PresetStore
{
public:
    explicit PresetStore(QString folder);
    /// "presets" in the user's configuration folder.
    [[nodiscard]] static QString userFolder();

    using Done = std::expected<void, QString>;

    /// In alphabetical order.
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] std::expected<Preset, QString> load(const QString &name) const;
    /// Replaces an existing preset of that name. Accepts any name of up to 60 letters, in any script.
    [[nodiscard]] Done save(const Preset &preset) const;
    /// Fails if the new name is taken.
    [[nodiscard]] Done rename(const QString &name, const QString &newName) const;
    [[nodiscard]] Done remove(const QString &name) const;

    [[nodiscard]] static std::expected<Preset, QString> readFile(const QString &path);
    [[nodiscard]] static Done writeFile(const Preset &preset, const QString &path);

private:
    [[nodiscard]] QString pathOf(const QString &name) const;

    QString m_folder;
};

} // namespace Parlance
