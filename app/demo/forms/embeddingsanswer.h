// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/server/demoresponse.h"

namespace Parlance::Demo {

/// The vector of one input.
struct Embedding
{
    qsizetype index = 0; ///< of the input
    QList<float> vector;
};

struct Embeddings
{
    QString model;
    QList<Embedding> data;
    qint64 tokens = 0;
    bool base64 = false;
};

/// {"object":"list","data":[{"object":"embedding","index","embedding"}],"model","usage"}. A vector is a list
/// of numbers, each with as many digits as a 32-bit float needs, or base64 of such floats, little-endian
/// (C-03). A NaN in a list is written as NaN, which is no JSON, as Python's servers do.
[[nodiscard]] DemoResponse embeddingsAnswer(const Embeddings &embeddings, std::chrono::microseconds delay);

} // namespace Parlance::Demo
