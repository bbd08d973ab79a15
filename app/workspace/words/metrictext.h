// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metrics.h"
#include "measure/plaintable.h"

#include <QCoreApplication>

namespace Parlance {

class Scoreboard;

/// The texts about metrics for a person.
class MetricText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::MetricText)

public:
    /// "First token".
    [[nodiscard]] static QString title(Metric metric);
    /// The label after the value in the strip: "first".
    [[nodiscard]] static QString label(Metric metric);
    /// What the metric means, in a sentence.
    [[nodiscard]] static QString explanation(Metric metric);
    /// The value with its unit, and an approximately-equal sign if estimated: "≈ 312", "213 ms", "0.0070
    /// USD".
    [[nodiscard]] static QString value(
        Metric metric, const Measurement &measurement, const QString &currency);
    /// How a reply ended.
    [[nodiscard]] static QString state(Reply::State state);
    /// The finish reason of a complete reply, or how the reply ended.
    [[nodiscard]] static QString finish(const Metrics &metrics);

    /// The scoreboard as shown, with a star after the best values.
    [[nodiscard]] static QString markdown(const Scoreboard &board);
};

} // namespace Parlance
