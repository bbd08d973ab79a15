// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound/pcm.h"

#include <QtEndian>
#include <algorithm>
#include <cmath>

namespace Parlance {

namespace {

qint16 clipped(double sample)
{
    if (std::isnan(sample))
        return 0;
    return static_cast<qint16>(std::lround(std::clamp(sample * 32'768, -32'768.0, 32'767.0)));
}

qint16 integerAt(const char *bytes, int width)
{
    if (width == 1)
        return static_cast<qint16>((static_cast<int>(static_cast<uchar>(*bytes)) - 128) * 256);
    return qFromLittleEndian<qint16>(bytes + width - 2); // the highest two bytes
}

qint16 floatAt(const char *bytes, int width)
{
    return width == 8 ? clipped(qFromLittleEndian<double>(bytes)) : clipped(qFromLittleEndian<float>(bytes));
}

} // namespace

Samples samplesOf(QByteArrayView bytes, const PcmFormat &format)
{
    const int width = format.bits / 8;
    const qsizetype frames = bytes.size() / format.frameBytes();
    Samples samples(static_cast<size_t>(frames * format.samples.channels));
    const char *at = bytes.data();
    for (qint16 &sample : samples) {
        sample = format.isFloat ? floatAt(at, width) : integerAt(at, width);
        at += width;
    }
    return samples;
}

Samples PcmReader::feed(QByteArrayView bytes)
{
    m_rest += bytes;
    Samples samples = samplesOf(m_rest, m_format);
    m_rest = m_rest.sliced(m_rest.size() - m_rest.size() % m_format.frameBytes());
    return samples;
}

} // namespace Parlance
