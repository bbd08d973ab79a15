// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"

#include <QCoreApplication>
#include <QSize>

namespace Parlance {

/// Images and files of a prompt, in words.
class AttachmentText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::AttachmentText)

public:
    /// Its name, or else its kind: "notes.txt", "PNG picture", "PDF".
    [[nodiscard]] static QString title(const Part &part);
    /// Its size: "640 × 480, 12.3 kB", "3 pages, 40 kB", "120 lines, 4 kB". `pixels` is empty if unknown.
    [[nodiscard]] static QString facts(const Part &part, QSize pixels = {});
    /// An estimate of its price: "≈ 255 to 410 tokens"; empty if nothing is known.
    [[nodiscard]] static QString tokens(const Part &part, QSize pixels);
    /// Where the estimate comes from.
    [[nodiscard]] static QString tokensSource(const Part &part, QSize pixels);
};

} // namespace Parlance
