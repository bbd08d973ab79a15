// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/pagekind.h"

#include <algorithm>

namespace Parlance {

const PageKind *findKind(const PageKinds &kinds, const QString &id)
{
    const auto found = std::ranges::find(kinds, id, &PageKind::id);
    return found == kinds.cend() ? nullptr : &*found;
}

} // namespace Parlance
