// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/keyredaction.h"

namespace Parlance {

namespace {

constexpr qsizetype ShortestKey = 8;

} // namespace

void addKey(Redaction &redaction, const Secret &key)
{
    if (key.reveal().size() >= ShortestKey)
        redaction.add(key);
}

void addKeys(Redaction &redaction, const Target &target)
{
    for (const Secret &key : keysOf(target))
        addKey(redaction, key);
}

} // namespace Parlance
