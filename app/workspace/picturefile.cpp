// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/picturefile.h"

#include "chat/visibletext.h"
#include "workspace/textlines.h"

#include <QFileInfo>
#include <QtEndian>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype SignatureSize = 8; ///< of a PNG

/// Empty if it is unknown.
QString typeOf(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return u"PNG"_s;
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return u"JPEG"_s;
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return u"GIF"_s;
    if (bytes.startsWith("RIFF") && bytes.mid(8).startsWith("WEBP"))
        return u"WebP"_s;
    const QByteArray begin = bytes.first(std::min<qsizetype>(bytes.size(), 1024));
    return begin.toLower().contains("<svg") ? u"SVG"_s : TextLines::isText(begin) ? u"text"_s : QString();
}

/// The type that the name says; empty if it says none of a picture.
QString typeOfName(const QString &name)
{
    const QString suffix = QFileInfo(name).suffix().toLower();
    if (suffix == "jpg"_L1)
        return u"JPEG"_s;
    for (const QString &type : {u"PNG"_s, u"JPEG"_s, u"GIF"_s, u"WebP"_s, u"SVG"_s}) {
        if (suffix == type.toLower())
            return type;
    }
    return {};
}

/// PNG (Third Edition), annex D.
quint32 checksumOf(QByteArrayView bytes)
{
    constexpr quint32 polynomial = 0xEDB88320;
    quint32 sum = 0xFFFFFFFF;
    for (const char byte : bytes) {
        sum ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1) != 0 ? polynomial ^ (sum >> 1) : sum >> 1;
    }
    return ~sum;
}

/// True if all chunks up to the last one are there, with their checksums.
bool isWholePng(QByteArrayView png)
{
    constexpr qsizetype frame = 12; // length, type and checksum of a chunk
    QByteArrayView rest = png.sliced(SignatureSize);
    while (rest.size() >= frame) {
        const qsizetype size = qFromBigEndian<quint32>(rest.data());
        if (rest.size() - frame < size)
            return false;
        const QByteArrayView typeAndData = rest.sliced(4, 4 + size);
        if (checksumOf(typeAndData) != qFromBigEndian<quint32>(rest.sliced(8 + size).data()))
            return false;
        if (typeAndData.startsWith("IEND"))
            return true;
        rest = rest.sliced(frame + size);
    }
    return false;
}

} // namespace

QString PictureFile::doubt(const QString &name, const QByteArray &bytes)
{
    const QString type = typeOf(bytes);
    const QString expected = typeOfName(name);
    const QString shown = visibleLine(name);
    if (type == "PNG"_L1 && !isWholePng(bytes))
        return tr("%1 is a damaged PNG file.").arg(shown);
    if (type.isEmpty())
        return tr("%1 isn't a known type of picture.").arg(shown);
    if (type == "text"_L1)
        return tr("%1 is text, not a picture.").arg(shown);
    return expected.isEmpty() || expected == type ? QString()
                                                  : tr("%1 is %2, not %3.").arg(shown, type, expected);
}

} // namespace Parlance
