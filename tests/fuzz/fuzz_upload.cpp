// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, sent to the embedded gateway as a form with a recording or as the recording: what is refused is
// refused with words, and what is heard has no gaps.
#include "target.h"

#include "demo/http/formreader.h"
#include "demo/media/hearing.h"

#include <algorithm>
#include <cmath>

using namespace Parlance;

namespace {

/// A recording begins wherever it says so; otherwise hardly any input would be one.
QByteArray fileIn(const QByteArray &body)
{
    const auto parts = Demo::readForm("multipart/form-data; boundary=b", body);
    if (parts && !parts->isEmpty())
        return parts->constLast().body;
    Fuzz::require(parts.has_value() || !parts.error().message.isEmpty(), "a form is refused with words");
    return body.sliced(std::max<qsizetype>(0, body.indexOf("RIFF")));
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray file = fileIn(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    const auto wav = Demo::readWav(file);
    if (!wav) {
        Fuzz::require(!wav.error().isEmpty(), "a recording is refused with words");
        return 0;
    }
    Fuzz::require(wav->data.size() < file.size(), "no sound comes from nowhere");
    double end = 0;
    for (const Demo::Stretch &stretch : Demo::heard(*wav, 0.3).stretches) {
        Fuzz::require(
            stretch.start == end && stretch.end > end, "each stretch begins where the last one ends");
        Fuzz::require(!stretch.loudness || std::isfinite(*stretch.loudness), "a loudness is a number");
        end = stretch.end;
    }
    Fuzz::require(end == (wav->length() > 0 ? wav->seconds() : 0), "all of it is heard");
    return 0;
}
