// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/textlines.h"

#include "chat/visibletext.h"

#include <QFileInfo>
#include <QStringDecoder>

namespace Parlance {

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
    if (!info.isFile())
        return std::unexpected(info.exists() ? tr("%1 is a folder or a device, not a file.").arg(name)
                                             : tr("%1 does not exist.").arg(name));
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
