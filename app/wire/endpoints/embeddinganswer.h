// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "chat/usage.h"
#include "chat/vectors.h"

#include <QList>
#include <QStringList>

#include <expected>
#include <functional>
#include <stop_token>

namespace Parlance {

class Recording;

/// What the server answered to a request for embeddings.
struct EmbeddingAnswer
{
    QString model = {};           ///< as the server names it; empty if it does not
    Vectors vectors = {};         ///< in the order of the inputs (C4)
    QList<qsizetype> inputs = {}; ///< for each vector the place of its input, from 0; rising
    Usage usage = {};             ///< C5
    bool isBase64 = false;        ///< the numbers came as base64, not as JSON (C3)
    QStringList remarks = {};     ///< what is unusual, but could be read: a sentence each
};

/// Reads the plain body (see `decompressed()`) of an ended answer to `inputCount` texts: numbers in JSON and
/// in base64 give the same bits. Takes linear time, and little memory beside the vectors. Can be called in
/// any thread.
///
/// Calls `progress` now and then with the bytes read so far. When `stop` is requested, returns early with an
/// error.
///
/// The error names the place, such as `data[3].embedding[17]`: a number that is none or that 32 bits cannot
/// hold, vectors of unequal dimensions, an index twice or beyond the texts, no vectors at all; or it is the
/// server's own, of a refusal or in the body. Fewer vectors than texts are a remark.
[[nodiscard]] std::expected<EmbeddingAnswer, ChatError> readEmbeddings(const Recording &recording,
    qsizetype inputCount, const std::function<void(qint64)> &progress = {}, const std::stop_token &stop = {});

} // namespace Parlance
