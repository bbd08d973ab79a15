// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/chosenfile.h"

#include "chat/visibletext.h"

#include <QFileInfo>

#include <algorithm>

namespace Parlance {

namespace {

constexpr qint64 BlockSize = 1024 * 1024;

QByteArray readBlocks(QFile &file, qint64 mostBytes, const std::stop_token &stop)
{
    QByteArray bytes;
    bytes.reserve(std::min(file.size(), mostBytes + 1));
    for (QByteArray block(1, '\0'); !block.isEmpty() && !stop.stop_requested(); bytes += block)
        block = file.read(std::min(BlockSize, mostBytes + 1 - bytes.size()));
    return bytes;
}

} // namespace

std::expected<QByteArray, QString> ChosenFile::read(
    const QString &path, qint64 mostBytes, const std::stop_token &stop)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(tr("%1 does not exist.").arg(visibleLine(path)));
    if (!info.isFile())
        return std::unexpected(
            (info.isDir() ? tr("%1 is a folder.") : tr("%1 is a device.")).arg(visibleLine(path)));
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    QByteArray bytes = isOpen ? readBlocks(file, mostBytes, stop) : QByteArray();
    if (stop.stop_requested())
        return std::unexpected(QString());
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(
            tr("%1 cannot be read: %2").arg(visibleLine(info.fileName()), file.errorString()));
    return bytes;
}

} // namespace Parlance
