// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/transcript.h"

namespace Parlance {

/// A transcript as it is shown: its text, and when each part of it is said.
struct TimedText
{
    struct Part
    {
        qsizetype begin = 0; ///< in the text, in UTF-16 code units
        qsizetype length = 0;
        double start = 0; ///< in seconds
        double end = 0;

        bool operator==(const Part &) const = default;
    };

    /// More of them would take seconds to show.
    static constexpr qsizetype MostLines = 20'000;

    /// A line for each segment, with its speaker if one is told. A line that is too long to show goes on in
    /// the next. Each line end is one '\n'.
    QString text;
    bool isCut = false;   ///< there are more lines, or segments, than `MostLines`
    QList<Part> segments; ///< in order, of whole lines
    QList<Part> words;    ///< in order; those that the text does not have are left out

    [[nodiscard]] static TimedText of(const Transcription &transcript);

    /// The word at this place, or else the segment; null if the times of neither are known.
    [[nodiscard]] const Part *at(qsizetype place) const;
    /// The word that is said at this time, or else the segment; null for none.
    [[nodiscard]] const Part *saidAt(double seconds) const;

    bool operator==(const TimedText &) const = default;
};

} // namespace Parlance
