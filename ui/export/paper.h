// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QPagedPaintDevice;

namespace Parlance {

struct Transcript;

/// The pages to print, from 1.
struct PageRange
{
    int first = 1;
    int last = 0; ///< 0 for the end

    [[nodiscard]] bool contains(int page) const { return page >= first && (last == 0 || page <= last); }
};

/// Sets the margins that `printTranscript()` expects.
void setPaperMargins(QPagedPaintDevice &device);

/// Prints with page numbers in the footer. False if the device fails.
[[nodiscard]] bool printTranscript(
    const Transcript &transcript, QPagedPaintDevice &device, PageRange range = {});

/// A PDF file in the paper size of the user's locale.
[[nodiscard]] QByteArray toPdf(const Transcript &transcript);

} // namespace Parlance
