// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// What a finish reason says of an answer.
enum class Ending {
    Usual,    ///< it is whole, or calls tools; also without a reason
    Cut,      ///< the limit of its tokens was reached
    Withheld, ///< by a filter, or by the model, in whole or in part
    Failed,   ///< it broke off: an error, an abort, no resources
    Unknown   ///< a word that this program does not know
};

/// The ending that a server means by its word, in any spelling.
[[nodiscard]] Ending endingOf(const QString &finishReason);

/// True if the server paused its turn, which goes on when the answer is sent back as it is (B-10).
[[nodiscard]] bool isPause(const QString &finishReason);

} // namespace Parlance
