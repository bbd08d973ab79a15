// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <expected>

namespace Parlance::Demo {

/// What a WAV file says of its sound, and the sound.
struct WavFile
{
    int rate = 24'000; ///< samples a second, of each channel
    int channels = 1;
    int bits = 16; ///< of a sample: 8, 16, 24 or 32
    bool floats = false;
    QByteArray data;

    /// Samples of each channel.
    [[nodiscard]] qint64 length() const { return data.size() / frameBytes(); }
    [[nodiscard]] double seconds() const { return double(length()) / rate; }
    /// The mean of the channels at this place, from -1 to 1.
    [[nodiscard]] double valueAt(qint64 place) const;

private:
    [[nodiscard]] qsizetype frameBytes() const { return qsizetype(channels) * bits / 8; }
};

/// Reads a RIFF file of PCM or of 32-bit floats. A size of `data` that is larger than the file, as streams
/// have it, means all that is there. Otherwise says what is wrong.
[[nodiscard]] std::expected<WavFile, QString> readWav(const QByteArray &file);

/// The 44 bytes before this much sound of one channel and 16 bits.
[[nodiscard]] QByteArray wavHeader(int rate, quint32 dataBytes);

} // namespace Parlance::Demo
