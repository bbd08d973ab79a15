// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/namedfiles.h"
#include "workspace/preset.h"

namespace Parlance {

/// The user's presets, one file each in one folder. Every error is a sentence for the user that names the
/// file or the preset; a failure changes nothing.
class PresetStore
{
public:
    explicit PresetStore(QString folder);
    /// "presets" in the user's configuration folder.
    [[nodiscard]] static QString userFolder();

    using Done = NamedFiles::Done;

    /// In alphabetical order.
    [[nodiscard]] QStringList names() const { return m_files.names(); }
    [[nodiscard]] std::expected<Preset, QString> load(const QString &name) const;
    /// Replaces an existing preset of that name. Accepts any name of up to 60 letters, in any script.
    [[nodiscard]] Done save(const Preset &preset) const;
    /// Fails if the new name is taken.
    [[nodiscard]] Done rename(const QString &name, const QString &newName) const;
    [[nodiscard]] Done remove(const QString &name) const { return m_files.remove(name); }

    [[nodiscard]] static std::expected<Preset, QString> readFile(const QString &path);
    [[nodiscard]] static Done writeFile(const Preset &preset, const QString &path);

private:
    NamedFiles m_files;
};

} // namespace Parlance
