// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace Parlance::Demo {

/// The member `logprobs` of a choice that says these tokens: for each its log probability and its bytes, and
/// this many of the most probable tokens at its place, the said one among them (B-19). The demo has no model:
/// the numbers follow from the token and its place alone, and are the same each time.
[[nodiscard]] QJsonObject logprobsOf(const QStringList &tokens, int alternatives);

} // namespace Parlance::Demo
