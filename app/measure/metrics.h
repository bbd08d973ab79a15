// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/reply.h"
#include "measure/metric.h"
#include "measure/pricelist.h"

#include <QMap>

namespace Parlance {

/// A value of a metric: measured or reported by the server, or else estimated.
struct Measurement
{
    double value = 0;
    bool estimated = false;

    bool operator==(const Measurement &) const = default;
};

/// What is needed besides the reply to compute its metrics.
struct MetricsContext
{
    std::optional<Price> price = {};
    QString sent = {};                   ///< the text sent to the server, to estimate the input tokens
    bool cacheBesideInput = false;       ///< the server's input tokens do not include cached ones
    std::optional<bool> fitsSchema = {}; ///< of an answer that was asked for by a schema
};

/// The metrics of one reply. Unknown ones are missing. A number from the server takes precedence.
struct Metrics
{
    Reply::State state = Reply::State::Streaming;
    bool empty = false; ///< the answer is empty
    QMap<Metric, Measurement> values;
    QString finishReason;
    QString requestId;
    QString model; ///< the answering model

    bool operator==(const Metrics &) const = default;

    [[nodiscard]] static Metrics of(const Reply &reply, const MetricsContext &context = {});

    [[nodiscard]] std::optional<Measurement> value(Metric metric) const;
    /// True if the metric is known and no other one means the same: the first text is the first token if
    /// there was no reasoning before it.
    [[nodiscard]] bool tells(Metric metric) const;
    /// False for a reply that failed, was cut short or is empty: its times are not comparable.
    [[nodiscard]] bool isComparable() const { return state == Reply::State::Complete && !empty; }
};

/// An estimate of the number of tokens in a text.
[[nodiscard]] qint64 estimatedTokens(QStringView text);

QDebug operator<<(QDebug debug, const Measurement &measurement);

} // namespace Parlance
