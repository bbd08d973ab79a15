// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QPagedPaintDevice;

namespace Parlance {

struct Transcript;

/// Pages to print, from 1.
struct PageRange
{
    int first = 1;
    int last = 0; ///< 0 for the end

    [[nodiscard]] bool contains(int page) const { return page >= first && (last == 0 || page <= last); }
};

/// Gives the device the margins that `printTranscript()` expects.
void setPaperMargins(QPagedPaintDevice &device);

/// Prints with the number of each page below it. False if the device does not take it.
[[nodiscard]] bool printTranscript(
    const Transcript &transcript, QPagedPaintDevice &device, PageRange range = {});

/// A PDF file, on the paper that is usual where the user lives.
[[nodiscard]] QByteArray toPdf(const Transcript &transcript);

} // namespace Parlance
