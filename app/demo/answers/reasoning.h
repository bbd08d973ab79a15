// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance::Demo {

class Handbook;
struct Research;

/// How an answer came about, truly: the terms, what was searched, the scores, and what was chosen and why.
/// Markdown.
[[nodiscard]] QString reasoning(const Handbook &handbook, const Research &found);

} // namespace Parlance::Demo
