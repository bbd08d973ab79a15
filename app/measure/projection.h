// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/vectors.h"
#include "measure/work.h"

#include <QList>
#include <QPointF>

#include <array>
#include <optional>

namespace Parlance {

/// Vectors in the plane in which they vary most.
struct Projection
{
    QList<QPointF> points = {};        ///< one for each vector, around their mean, in the vectors' unit
    std::array<double, 2> shares = {}; ///< of the variance that each axis shows, from 0 to 1
};

/// The first two principal components, by power iteration: the same for the same vectors, always. On each
/// axis the point farthest from 0 is at the positive end. All points are at 0 on an axis along which nothing
/// varies. Empty if stopped.
[[nodiscard]] std::optional<Projection> projected(const Vectors &vectors, const Work &work = {});

} // namespace Parlance
