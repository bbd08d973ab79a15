// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <cstdio>
#include <cstdlib>

namespace Parlance::Fuzz {

void require(bool ok, const char *what)
{
    if (ok)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

} // namespace Parlance::Fuzz
