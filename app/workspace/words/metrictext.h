// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/metrics.h"
#include "measure/plaintable.h"

#include <QCoreApplication>

namespace Parlance {

class Scoreboard;

/// Figures in words for a person.
class MetricText
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::MetricText)

public:
    /// "First token".
    [[nodiscard]] static QString title(Metric figure);
    /// What stands after the value in the strip: "first".
    [[nodiscard]] static QString label(Metric figure);
    /// What the figure means, in a sentence.
    [[nodiscard]] static QString explanation(Metric figure);
    /// With its unit, and an approximately-equal sign where it is estimated: "≈ 312", "0.213 s", "0.0070
    /// USD".
    [[nodiscard]] static QString value(
        Metric figure, const Measurement &measurement, const QString &currency);
    /// How a reply ended.
    [[nodiscard]] static QString state(Reply::State state);
    /// The finish reason of a complete reply, or else how it ended.
    [[nodiscard]] static QString finish(const Metrics &metrics);

    /// The scoreboard as it is shown, with a star after the best values.
    [[nodiscard]] static QString markdown(const Scoreboard &board);
};

} // namespace Parlance
