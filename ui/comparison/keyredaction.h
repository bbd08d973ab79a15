// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/redaction.h"

namespace Parlance {

/// Takes a key out of what is shown or given away. Not one as short as a word: "demo" is a demo's key, and a
/// word of many an answer.
void addKey(Redaction &redaction, const Secret &key);
/// The same for each key that goes with a request to `target`.
void addKeys(Redaction &redaction, const Target &target);

} // namespace Parlance
