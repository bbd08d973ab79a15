// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preset.h"

#include <QStringList>

namespace Parlance {

/// The user's presets, a file each in one folder. Every error is a sentence for the user that names the file
/// or the name; a failure leaves what was there.
class PresetStore
{
public:
    explicit PresetStore(QString folder);
    /// "presets" in the folder of the user's configuration.
    [[nodiscard]] static QString userFolder();

    using Done = std::expected<void, QString>;

    /// In alphabetical order.
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] std::expected<Preset, QString> load(const QString &name) const;
    /// Replaces the preset of that name. A name of 60 letters always fits, in any script.
    [[nodiscard]] Done save(const Preset &preset) const;
    /// An error if the new name is taken.
    [[nodiscard]] Done rename(const QString &name, const QString &newName) const;
    [[nodiscard]] Done remove(const QString &name) const;

    [[nodiscard]] static std::expected<Preset, QString> readFile(const QString &path);
    [[nodiscard]] static Done writeFile(const Preset &preset, const QString &path);

private:
    [[nodiscard]] QString pathOf(const QString &name) const;

    QString m_folder;
};

} // namespace Parlance
