// SPDX-License-Identifier: GPL-3.0-or-later
// Sounds for the tests of speech and transcription.
#pragma once

#include "demo/media/wavfile.h"

#include <QtEndian>

#include <cmath>

namespace Parlance::Demo {

/// A sine of 440 Hz; amplitude 1 is full scale, 0 is silence. 16 bit, one channel.
inline QByteArray sine(double seconds, double amplitude, int rate = 24'000)
{
    QByteArray bytes(qsizetype(seconds * rate) * 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size() / 2; ++i) {
        const double value = amplitude * std::sin(double(i) * 440 * 2 * 3.14159265358979 / rate);
        qToLittleEndian(qint16(std::lround(value * 32767)), bytes.data() + 2 * i);
    }
    return bytes;
}

inline QByteArray wavOf(const QByteArray &pcm, int rate = 24'000)
{
    return wavHeader(rate, quint32(pcm.size())) + pcm;
}

/// Sound, a pause, and sound: 3.5 s.
inline QByteArray twoSounds()
{
    return sine(1, 0.5) + sine(0.5, 0) + sine(2, 0.25);
}

} // namespace Parlance::Demo
