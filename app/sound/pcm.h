// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sampleformat.h"

#include <QByteArray>
#include <vector>

namespace Parlance {

using Samples = std::vector<qint16>;

/// The samples of whole frames, rounded to 16 bits; a float beyond 1 is clipped, and NaN is silence. Bytes
/// behind the last whole frame are not read.
[[nodiscard]] Samples samplesOf(QByteArrayView bytes, const PcmFormat &format);

/// Turns raw bytes into samples as they come, at any split.
class PcmReader
{
public:
    explicit PcmReader(const PcmFormat &format)
        : m_format(format)
    {
    }

    [[nodiscard]] Samples feed(QByteArrayView bytes);
    [[nodiscard]] const SampleFormat &format() const { return m_format.samples; }

private:
    PcmFormat m_format;
    QByteArray m_rest; ///< the beginning of a frame
};

} // namespace Parlance
