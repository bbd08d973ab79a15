// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/lanechoice.h"

#include <QStringList>
#include <QUrl>
#include <expected>

namespace Parlance {

/// The parsed command line of `parlance`.
struct CommandLine
{
    QString gateway;     ///< id; empty for the first gateway with the model
    QUrl baseUrl;        ///< empty for the embedded gateway
    QString keyVariable; ///< the environment variable with the key for `baseUrl`; empty for none
    QStringList models;  ///< one lane each
    QString prompt;      ///< "-" means standard input
    bool send = false;
    QString replay;     ///< a file with a capture to play in a lane beside the others; empty for none
    QString screenshot; ///< a file for a screenshot of the window when all lanes are done

    /// What to print and the exit code, instead of starting.
    struct Exit
    {
        QString text;
        int code = 0; ///< 0 for help and version, 2 for a usage error
    };

    /// Needs no application object, so that --help needs no display.
    [[nodiscard]] static std::expected<CommandLine, Exit> parse(const QStringList &arguments);

    /// The requested lanes; empty if the command line names none. Usage errors: an unknown gateway, a key for
    /// a gateway that takes none, or --send without a model to a gateway that needs one.
    [[nodiscard]] std::expected<QList<LaneChoice>, QString> lanes(const Catalog &catalog) const;
};

} // namespace Parlance
