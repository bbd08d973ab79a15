// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance::Demo {

/// True for a greeting and nothing else: "Hello!", "good morning".
[[nodiscard]] bool isGreeting(const QString &text);

/// True for thanks and nothing else.
[[nodiscard]] bool isThanks(const QString &text);

/// The answer to "Say hello in 5 words." in that many words (at most ten); empty for any other question.
[[nodiscard]] QString countedGreeting(const QString &text);

} // namespace Parlance::Demo
