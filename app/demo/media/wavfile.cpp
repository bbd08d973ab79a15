// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/media/wavfile.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr int Pcm = 1;
constexpr int Floats = 3;
constexpr int Extensible = 0xFFFE;
constexpr int MostChannels = 8;
constexpr int LowestRate = 1'000;
constexpr int HighestRate = 384'000;

template <typename Number>
Number numberAt(QByteArrayView bytes, qsizetype at)
{
    return at + qsizetype(sizeof(Number)) <= bytes.size() ? qFromLittleEndian<Number>(bytes.data() + at)
                                                          : Number(0);
}

/// The chunk "fmt ".
std::expected<WavFile, QString> readFormat(QByteArrayView chunk)
{
    int code = numberAt<quint16>(chunk, 0);
    if (code == Extensible)
        code = numberAt<quint16>(chunk, 24);
    WavFile wav;
    wav.channels = numberAt<quint16>(chunk, 2);
    wav.rate = int(std::min<quint32>(numberAt<quint32>(chunk, 4), HighestRate + 1));
    wav.bits = numberAt<quint16>(chunk, 14);
    wav.floats = code == Floats;
    const bool known =
        (code == Pcm && (wav.bits == 8 || wav.bits == 16 || wav.bits == 24 || wav.bits == 32)) ||
        (code == Floats && wav.bits == 32);
    if (!known)
        return std::unexpected(u"its format is neither PCM of 8, 16, 24 or 32 bits nor 32-bit floats"_s);
    if (wav.channels < 1 || wav.channels > MostChannels || wav.rate < LowestRate || wav.rate > HighestRate)
        return std::unexpected(u"it has %1 channels at %2 Hz"_s.arg(wav.channels).arg(wav.rate));
    return wav;
}

double sampleOf(const WavFile &wav, const char *bytes)
{
    if (wav.floats) {
        const quint32 written = qFromLittleEndian<quint32>(bytes);
        float value = 0;
        std::memcpy(&value, &written, sizeof(value));
        return std::isfinite(value) ? double(value) : 0;
    }
    switch (wav.bits) {
    case 8:
        return (uchar(*bytes) - 128) / 128.0;
    case 16:
        return qFromLittleEndian<qint16>(bytes) / 32768.0;
    case 24: // the lowest byte of the 32 stays empty
        return qint32(quint32(qFromLittleEndian<quint16>(bytes)) << 8 | quint32(uchar(bytes[2])) << 24) /
               2147483648.0;
    default:
        return qFromLittleEndian<qint32>(bytes) / 2147483648.0;
    }
}

} // namespace

double WavFile::valueAt(qint64 place) const
{
    const char *frame = data.constData() + place * frameBytes();
    double sum = 0;
    for (int channel = 0; channel < channels; ++channel)
        sum += sampleOf(*this, frame + qsizetype(channel) * bits / 8);
    return sum / channels;
}

std::expected<WavFile, QString> readWav(const QByteArray &file)
{
    if (!file.startsWith("RIFF") || file.size() < 12 || file.sliced(8, 4) != "WAVE")
        return std::unexpected(u"it does not begin as a WAV file does"_s);
    const QByteArrayView bytes(file);
    std::expected<WavFile, QString> wav = std::unexpected(u"it has no chunk \"fmt \" before its sound"_s);
    for (qsizetype at = 12; at + 8 <= bytes.size();) {
        const qsizetype size = std::min<qsizetype>(numberAt<quint32>(bytes, at + 4), bytes.size() - at - 8);
        const QByteArrayView chunk = bytes.sliced(at + 8, size);
        if (bytes.sliced(at, 4) == "data") {
            if (wav)
                wav->data = chunk.toByteArray();
            return wav;
        }
        if (bytes.sliced(at, 4) == "fmt ")
            wav = readFormat(chunk);
        at += 8 + size + size % 2;
    }
    return std::unexpected(wav ? u"it has no chunk \"data\""_s : wav.error());
}

QByteArray wavHeader(int rate, quint32 dataBytes)
{
    QByteArray header = "RIFF....WAVEfmt ....................data....";
    const auto write = [&](qsizetype at, auto number) {
        qToLittleEndian(number, header.data() + at);
    };
    write(4, quint32(36 + dataBytes));
    write(16, quint32(16));
    write(20, quint16(Pcm));
    write(22, quint16(1));
    write(24, quint32(rate));
    write(28, quint32(rate * 2));
    write(32, quint16(2));
    write(34, quint16(16));
    write(40, dataBytes);
    return header;
}

} // namespace Parlance::Demo
