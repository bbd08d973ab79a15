// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"
#include "measure/metric.h"
#include "measure/pricelist.h"

#include <QMap>

namespace Parlance {

/// One value of a figure: measured here or told by the server, or else estimated.
struct Measurement
{
    double value = 0;
    bool estimated = false;

    bool operator==(const Measurement &) const = default;
};

/// What must be known besides the reply to tell its figures.
struct MetricsContext
{
    std::optional<Price> price = {};
    QString sent = {};             ///< the text that went to the server, for an estimate of the input
    bool cacheBesideInput = false; ///< the server counts cached tokens beside the input, not as a part of it
};

/// The numbers of one reply. What is not known is not there. Where the server gives a number, it wins.
struct Metrics
{
    Reply::State state = Reply::State::Streaming;
    bool empty = false; ///< it answered with nothing
    QMap<Metric, Measurement> values;
    QString finishReason;
    QString requestId;
    QString model; ///< the one that answered

    bool operator==(const Metrics &) const = default;

    [[nodiscard]] static Metrics of(const Reply &reply, const MetricsContext &context = {});

    [[nodiscard]] std::optional<Measurement> value(Metric figure) const;
    /// The figure is known, and no other one says the same: the first text is the first token where nothing
    /// was thought before it.
    [[nodiscard]] bool tells(Metric figure) const;
    /// A reply that failed, was cut short or says nothing is not a fast one.
    [[nodiscard]] bool isComparable() const { return state == Reply::State::Complete && !empty; }
};

/// About how many tokens a text has.
[[nodiscard]] qint64 estimatedTokens(QStringView text);

QDebug operator<<(QDebug debug, const Measurement &measurement);

} // namespace Parlance
