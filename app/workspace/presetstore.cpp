// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/presetstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::PresetStore)
};

/// In bytes: the file systems' limit, less the suffix and the name of a temporary file.
constexpr qsizetype MaxFileName = 200;
/// Far more than any preset; larger files are not read into memory.
constexpr qint64 MaxFileSize = 4 * 1024 * 1024;

const QString Suffix = u".json"_s;

QString percentEncoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, " ", "."));
}

/// Encodes only ASCII characters: any other letter takes at most three bytes, but nine percent-encoded.
QString encodedInAsciiOnly(const QString &name)
{
    QString encoded;
    for (const QChar c : name)
        encoded += c.unicode() < 0x80 ? percentEncoded(c) : QString(c);
    return encoded;
}

/// Both encodings decode alike, so each name has one file and each file one name.
QString fileName(const QString &name)
{
    const QString file = percentEncoded(name) + Suffix;
    return file.size() <= MaxFileName ? file : encodedInAsciiOnly(name) + Suffix;
}

} // namespace

PresetStore::PresetStore(QString folder)
    : m_folder(std::move(folder))
{
}

QString PresetStore::userFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/presets"_s;
}

QString PresetStore::pathOf(const QString &name) const
{
    return QDir(m_folder).filePath(fileName(name));
}

QStringList PresetStore::names() const
{
    QStringList names;
    for (const QString &file : QDir(m_folder).entryList({u"*"_s + Suffix}, QDir::Files))
        names << QUrl::fromPercentEncoding(file.chopped(Suffix.size()).toUtf8());
    names.sort(Qt::CaseInsensitive);
    return names;
}

std::expected<Preset, QString> PresetStore::load(const QString &name) const
{
    auto preset = readFile(pathOf(name));
    if (preset)
        preset->name = name;
    return preset;
}

PresetStore::Done PresetStore::save(const Preset &preset) const
{
    if (preset.name.trimmed().isEmpty())
        return std::unexpected(Words::tr("Give the preset a name."));
    if (fileName(preset.name).toUtf8().size() > MaxFileName)
        return std::unexpected(Words::tr("The name is too long for a file: shorten it."));
    if (!QDir().mkpath(m_folder))
        return std::unexpected(
            Words::tr("The folder %1 cannot be made: see that you may write there.").arg(m_folder));
    return writeFile(preset, pathOf(preset.name));
}

PresetStore::Done PresetStore::rename(const QString &name, const QString &newName) const
{
    if (name == newName)
        return {};
    if (QFile::exists(pathOf(newName)))
        return std::unexpected(
            Words::tr("There is a preset “%1” already: choose another name.").arg(newName));
    auto preset = load(name);
    if (!preset)
        return std::unexpected(preset.error());
    preset->name = newName;
    return save(*preset).and_then([this, &name] { return remove(name); });
}

PresetStore::Done PresetStore::remove(const QString &name) const
{
    QFile file(pathOf(name));
    if (!file.remove())
        return std::unexpected(Words::tr("“%1” cannot be deleted: %2").arg(name, file.errorString()));
    return {};
}

std::expected<Preset, QString> PresetStore::readFile(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Words::tr("%1 cannot be read: %2").arg(name, file.errorString()));
    if (file.size() > MaxFileSize)
        return std::unexpected(Words::tr("%1 is too large for a preset: choose another file.").arg(name));
    return readPreset(file.readAll()).transform_error([&name](const QString &problem) {
        return Words::tr("%1 is no preset (%2). Fix the file, or choose another.").arg(name, problem);
    });
}

PresetStore::Done PresetStore::writeFile(const Preset &preset, const QString &path)
{
    const auto text = writePreset(preset);
    if (!text)
        return std::unexpected(Words::tr("Not saved, for it seems to hold a key. %1").arg(text.error()));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*text) != text->size() || !file.commit())
        return std::unexpected(Words::tr("%1 cannot be written: %2").arg(path, file.errorString()));
    return {};
}

} // namespace Parlance
