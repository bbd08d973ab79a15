// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/target.h"
#include "gateways/catalog.h"

#include <QProcessEnvironment>

namespace Parlance {

/// What the command line of parlance-ask asks for.
struct AskCommand
{
    /// To be said instead of asking anything.
    struct Exit
    {
        QString text;
        int code = 0;
    };

    Target target;
    ChatRequest request; ///< with the prompt as its message; "-" stands for standard input
    bool json = false;

    /// Reads the arguments, the first of which is the program's name.
    ///
    /// `--gateway` gives base URL, path, dialect, the way of the key and the first of its models; each option
    /// of those replaces what it names. Without it there must be a base URL and a dialect, which then gives
    /// the path and the way of the key. The key itself comes from `environment` only, from the variable
    /// that is named, and goes over plain http to this computer alone unless `--insecure-key` is said.
    [[nodiscard]] static std::expected<AskCommand, Exit> parse(
        const QStringList &arguments, const Catalog &catalog, const QProcessEnvironment &environment);
};

} // namespace Parlance
