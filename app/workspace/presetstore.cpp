// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/presetstore.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::PresetStore)
};

std::expected<QByteArray, QString> written(const Preset &preset)
{
    return writePreset(preset).transform_error(
        [](const QString &key) { return Words::tr("Not saved: it seems to contain a key. %1").arg(key); });
}

} // namespace

PresetStore::PresetStore(QString folder)
    : m_files(std::move(folder))
{
}

QString PresetStore::userFolder()
{
    return NamedFiles::userFolder(u"presets"_s);
}

std::expected<Preset, QString> PresetStore::load(const QString &name) const
{
    auto preset = readFile(m_files.pathOf(name));
    if (preset)
        preset->name = name;
    return preset;
}

PresetStore::Done PresetStore::save(const Preset &preset) const
{
    if (preset.name.trimmed().isEmpty())
        return std::unexpected(Words::tr("Give the preset a name."));
    return written(preset).and_then(
        [this, &preset](const QByteArray &text) { return m_files.write(preset.name, text); });
}

PresetStore::Done PresetStore::rename(const QString &name, const QString &newName) const
{
    if (name == newName)
        return {};
    if (m_files.has(newName))
        return std::unexpected(
            Words::tr("There is a preset “%1” already: choose another name.").arg(newName));
    auto preset = load(name);
    if (!preset)
        return std::unexpected(preset.error());
    preset->name = newName;
    return save(*preset).and_then([this, &name] { return remove(name); });
}

std::expected<Preset, QString> PresetStore::readFile(const QString &path)
{
    return NamedFiles::readFile(path).and_then([&path](const QByteArray &text) {
        return readPreset(text).transform_error([&path](const QString &problem) {
            return Words::tr("%1 isn't a preset (%2). Fix the file, or choose another.")
                .arg(QFileInfo(path).fileName(), problem);
        });
    });
}

PresetStore::Done PresetStore::writeFile(const Preset &preset, const QString &path)
{
    return written(preset).and_then(
        [&path](const QByteArray &text) { return NamedFiles::writeFile(path, text); });
}

} // namespace Parlance
