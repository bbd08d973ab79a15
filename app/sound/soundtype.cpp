// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/soundtype.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Known
{
    SoundType type;
    QLatin1StringView name;
    QLatin1StringView extension;
    QByteArrayView mediaType;
};

constexpr std::array<Known, 8> Types{{
    {SoundType::Unknown, ""_L1, "bin"_L1, "application/octet-stream"},
    {SoundType::Wav, "WAV"_L1, "wav"_L1, "audio/wav"},
    {SoundType::Mp3, "MP3"_L1, "mp3"_L1, "audio/mpeg"},
    {SoundType::Flac, "FLAC"_L1, "flac"_L1, "audio/flac"},
    {SoundType::Ogg, "Ogg"_L1, "ogg"_L1, "audio/ogg"},
    {SoundType::Aac, "AAC"_L1, "aac"_L1, "audio/aac"},
    {SoundType::Mp4, "MP4"_L1, "mp4"_L1, "audio/mp4"},
    {SoundType::WebM, "WebM"_L1, "webm"_L1, "audio/webm"},
}};

const Known &known(SoundType type)
{
    return *std::ranges::find(Types, type, &Known::type);
}

/// A frame of MPEG audio or of ADTS begins with eleven or twelve ones; in ADTS the layer is 0. Nobody uses
/// layer I, and UTF-16 begins like it.
SoundType typeOfFrame(QByteArrayView begin)
{
    if (begin.size() < 3 || static_cast<uchar>(begin[0]) != 0xff)
        return SoundType::Unknown;
    const auto second = static_cast<uchar>(begin[1]);
    const auto third = static_cast<uchar>(begin[2]);
    if ((second & 0xf6) == 0xf0)
        return SoundType::Aac;
    const bool isMpeg =
        (second & 0xe0) == 0xe0 && (second & 0x18) != 0x08 && (second & 0x06) != 0 && (second & 0x06) != 0x06;
    const bool hasRates = (third & 0xf0) != 0xf0 && (third & 0x0c) != 0x0c;
    return isMpeg && hasRates ? SoundType::Mp3 : SoundType::Unknown;
}

} // namespace

SoundType soundTypeOf(QByteArrayView begin)
{
    const bool isWave = begin.startsWith("RIFF") || begin.startsWith("RF64");
    if (isWave && begin.sliced(std::min<qsizetype>(8, begin.size())).startsWith("WAVE"))
        return SoundType::Wav;
    if (begin.startsWith("ID3"))
        return SoundType::Mp3;
    if (begin.startsWith("fLaC"))
        return SoundType::Flac;
    if (begin.startsWith("OggS"))
        return SoundType::Ogg;
    if (begin.startsWith("\x1a\x45\xdf\xa3"))
        return SoundType::WebM;
    if (begin.size() >= 8 && begin.sliced(4).startsWith("ftyp"))
        return SoundType::Mp4;
    return typeOfFrame(begin);
}

SoundType soundTypeOfName(const QString &fileName)
{
    const qsizetype dot = fileName.lastIndexOf(u'.');
    const QString extension = dot < 0 ? QString() : fileName.sliced(dot + 1).toLower();
    if (extension == "mpga"_L1 || extension == "mpeg"_L1)
        return SoundType::Mp3;
    if (extension == "m4a"_L1)
        return SoundType::Mp4;
    if (extension == "opus"_L1 || extension == "oga"_L1)
        return SoundType::Ogg;
    const auto found =
        std::ranges::find_if(Types, [&extension](const Known &one) { return extension == one.extension; });
    return found == Types.end() ? SoundType::Unknown : found->type;
}

QByteArray mediaTypeOf(SoundType type)
{
    return known(type).mediaType.toByteArray();
}

QString nameOf(SoundType type)
{
    return known(type).name;
}

QString extensionOf(SoundType type)
{
    return known(type).extension;
}

} // namespace Parlance
