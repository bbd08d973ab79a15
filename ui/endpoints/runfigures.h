// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/metricsstrip.h"

namespace Parlance {

class HttpRun;
struct Usage;

/// The numbers of an ended run, the most important first: how it ended, times, bytes, usage, cost.
[[nodiscard]] QList<MetricsStrip::Item> figuresOf(const HttpRun &run, const Usage &usage);
/// The same as a table in rich text.
[[nodiscard]] QString tableOf(const QList<MetricsStrip::Item> &figures);
/// "1.4 MB".
[[nodiscard]] QString briefSize(qint64 bytes);

} // namespace Parlance
