// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/opencaptures.h"

#include "wire/capturefile.h"
#include "workspace/words/capturetext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct OpenCaptures
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::OpenCaptures)
};

QString megabytes(qint64 bytes)
{
    constexpr qint64 megabyte = 1024LL * 1024;
    return QLocale().toString((bytes + megabyte - 1) / megabyte);
}

/// Why the file is not read; empty if it is.
QString refusal(const QFileInfo &info)
{
    if (info.isDir())
        return OpenCaptures::tr("this is a folder. Open a file.");
    if (!info.exists())
        return OpenCaptures::tr("there is no such file.");
    if (!info.isFile())
        return OpenCaptures::tr("this is not a regular file. Save it as one first.");
    if (info.size() > MaxCaptureFile)
        return OpenCaptures::tr("the file has %1 MiB, and a capture may have %2 MiB. Save fewer requests.")
            .arg(megabytes(info.size()), megabytes(MaxCaptureFile));
    return {};
}

std::expected<QList<Capture>, QString> read(const QFileInfo &info)
{
    if (const QString words = refusal(info); !words.isEmpty())
        return std::unexpected(words);
    QFile file(info.filePath());
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.read(MaxCaptureFile) : QByteArray();
    if (file.error() != QFile::NoError)
        return std::unexpected(OpenCaptures::tr("the file cannot be read: %1.").arg(file.errorString()));
    return capturesIn(bytes).transform_error(describeCaptureFault);
}

} // namespace

std::expected<QList<Capture>, QString> openCaptures(const QString &path)
{
    const QFileInfo info(path);
    return read(info).transform_error(
        [&info](const QString &words) { return info.fileName() + u": "_s + words; });
}

} // namespace Parlance
