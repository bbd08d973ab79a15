// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/textlines.h"

#include "chat/visibletext.h"

#include <QFileInfo>
#include <QStringDecoder>
#include <algorithm>

namespace Parlance {

bool TextLines::isText(QByteArrayView begin)
{
    return std::ranges::none_of(begin,
        [](char c) { return static_cast<uchar>(c) < 0x20 && !QByteArrayView("\t\n\f\r").contains(c); });
}

QStringList TextLines::of(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines << (line.endsWith(u'\r') ? line.chopped(1) : line);
    }
    return lines;
}

std::expected<QStringList, QString> TextLines::read(const QString &path)
{
    const QFileInfo info(path);
    const QString name = visibleLine(info.fileName());
    if (!info.exists())
        return std::unexpected(tr("%1 does not exist.").arg(name));
    if (!info.isFile())
        return std::unexpected((info.isDir() ? tr("%1 is a folder.") : tr("%1 is a device.")).arg(name));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(tr("%1 cannot be read: %2").arg(name, file.errorString()));
    const QByteArray bytes = file.read(MostBytes + 1);
    if (bytes.size() > MostBytes)
        return std::unexpected(
            tr("%1 has more than %2 MB. Send it in parts.").arg(name).arg(MostBytes >> 20));
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(bytes);
    if (decode.hasError() || text.contains(u'\0'))
        return std::unexpected(tr("%1 is not a text in UTF-8.").arg(name));
    const QStringList lines = of(text);
    if (lines.isEmpty())
        return std::unexpected(tr("%1 has no text.").arg(name));
    return lines;
}

} // namespace Parlance
