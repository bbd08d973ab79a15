// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/pcm.h"

#include <memory>
#include <optional>

namespace Parlance {

/// Decodes sound of one type as it comes; any split of the bytes gives the same samples.
class SampleReader
{
public:
    virtual ~SampleReader() = default;
    SampleReader() = default;
    Q_DISABLE_COPY_MOVE(SampleReader)

    /// The samples that these bytes complete.
    [[nodiscard]] virtual Samples feed(QByteArrayView bytes) = 0;
    /// The next of the last samples, when no more bytes will come: call it until there are none.
    [[nodiscard]] virtual Samples finish() = 0;
    /// Known once the first samples are.
    [[nodiscard]] virtual std::optional<SampleFormat> format() const = 0;
    /// True if the bytes turn out not to be of this type.
    [[nodiscard]] virtual bool isBroken() const = 0;
};

[[nodiscard]] std::unique_ptr<SampleReader> wavSamples();
/// Samples without a header, as the API's "pcm" has them (C-16).
[[nodiscard]] std::unique_ptr<SampleReader> rawSamples();
/// Gives samples a few frames behind what came. Frames of another rate or number of channels than the first
/// are left out.
[[nodiscard]] std::unique_ptr<SampleReader> mp3Samples();
/// Gives all its samples at the end, a second or two at a time.
[[nodiscard]] std::unique_ptr<SampleReader> flacSamples();

} // namespace Parlance
