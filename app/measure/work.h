// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

namespace Parlance {

/// How a long calculation is followed and stopped. It calls `progress`, in its own thread, with the share of
/// the work that is done, from 0 to 1.
struct Work
{
    std::stop_token stop = {};
    std::function<void(double)> progress = {};

    void tell(double share) const
    {
        if (progress)
            progress(share);
    }
};

} // namespace Parlance
