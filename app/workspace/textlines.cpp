// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/textlines.h"

#include "chat/visibletext.h"
#include "workspace/chosenfile.h"

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

std::expected<QStringList, QString> TextLines::read(const QString &path, const std::stop_token &stop)
{
    const QString name = visibleLine(QFileInfo(path).fileName());
    const auto bytes = ChosenFile::read(path, MostBytes, stop);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (bytes->size() > MostBytes)
        return std::unexpected(
            tr("%1 has more than %2 MB. Send it in parts.").arg(name).arg(MostBytes >> 20));
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(*bytes);
    if (decode.hasError() || text.contains(u'\0'))
        return std::unexpected(tr("%1 is not a text in UTF-8.").arg(name));
    const QStringList lines = of(text);
    if (lines.isEmpty())
        return std::unexpected(tr("%1 has no text.").arg(name));
    return lines;
}

} // namespace Parlance
