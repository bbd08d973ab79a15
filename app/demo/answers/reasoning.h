// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance::Demo {

class Handbook;
struct Research;

/// A true account of how an answer was made: the terms, what was searched, the scores, and what was chosen
/// and why. Markdown.
[[nodiscard]] QString reasoning(const Handbook &handbook, const Research &found);

} // namespace Parlance::Demo
