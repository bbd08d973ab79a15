// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/namedfiles.h"

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
    Q_DECLARE_TR_FUNCTIONS(Parlance::NamedFiles)
};

/// In bytes: the file systems' limit, less the suffix and the name of a temporary file.
constexpr qsizetype MaxFileName = 200;

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

NamedFiles::NamedFiles(QString folder)
    : m_folder(std::move(folder))
{
}

QString NamedFiles::userFolder(const QString &name)
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u'/' + name;
}

QString NamedFiles::pathOf(const QString &name) const
{
    return QDir(m_folder).filePath(fileName(name));
}

QStringList NamedFiles::names() const
{
    QStringList names;
    for (const QString &file : QDir(m_folder).entryList({u"*"_s + Suffix}, QDir::Files))
        names << QUrl::fromPercentEncoding(file.chopped(Suffix.size()).toUtf8());
    names.sort(Qt::CaseInsensitive);
    return names;
}

bool NamedFiles::has(const QString &name) const
{
    return QFile::exists(pathOf(name));
}

NamedFiles::Bytes NamedFiles::read(const QString &name) const
{
    return readFile(pathOf(name));
}

NamedFiles::Done NamedFiles::makeRoomFor(const QString &name) const
{
    if (fileName(name).toUtf8().size() > MaxFileName)
        return std::unexpected(Words::tr("The name is too long for a file: shorten it."));
    if (!QDir().mkpath(m_folder))
        return std::unexpected(
            Words::tr("The folder %1 cannot be created: check its permissions.").arg(m_folder));
    return {};
}

NamedFiles::Done NamedFiles::write(const QString &name, const QByteArray &text) const
{
    return makeRoomFor(name).and_then([&] { return writeFile(pathOf(name), text); });
}

NamedFiles::Done NamedFiles::rename(const QString &name, const QString &newName) const
{
    return makeRoomFor(newName).and_then([&]() -> Done {
        QFile file(pathOf(name));
        if (!file.rename(pathOf(newName)))
            return std::unexpected(Words::tr("“%1” cannot be renamed: %2").arg(name, file.errorString()));
        return {};
    });
}

NamedFiles::Done NamedFiles::remove(const QString &name) const
{
    QFile file(pathOf(name));
    if (!file.remove())
        return std::unexpected(Words::tr("“%1” cannot be deleted: %2").arg(name, file.errorString()));
    return {};
}

NamedFiles::Bytes NamedFiles::readFile(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Words::tr("%1 cannot be read: %2").arg(name, file.errorString()));
    if (file.size() > MaxSize)
        return std::unexpected(Words::tr("%1 is too large: choose another file.").arg(name));
    return file.readAll();
}

NamedFiles::Done NamedFiles::writeFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return std::unexpected(Words::tr("%1 cannot be written: %2").arg(path, file.errorString()));
    return {};
}

} // namespace Parlance
