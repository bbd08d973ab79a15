// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance::Demo {

/// Whether to call tools, and which.
struct ToolChoice
{
    enum class Mode {
        Auto,     ///< the tools that fit, if any
        None,     ///< none
        Required, ///< at least one
        Named     ///< the one with this name
    };

    Mode mode = Mode::Auto;
    QString name;         ///< of `Named`
    bool parallel = true; ///< several calls in one answer are allowed

    bool operator==(const ToolChoice &) const = default;
};

} // namespace Parlance::Demo
