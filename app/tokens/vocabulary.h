// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace Parlance {

/// A published vocabulary of tokens.
enum class Vocabulary { O200k, Cl100k };

/// "o200k_base".
[[nodiscard]] QString nameOf(Vocabulary vocabulary);

/// The vocabulary that this model is known to count with; empty for any other model. Reads the id that a
/// gateway may prefix ("openai/gpt-4o") and that a date or a size may end ("gpt-4o-mini-2024-07-18").
[[nodiscard]] std::optional<Vocabulary> vocabularyOf(QStringView model);

} // namespace Parlance
