// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/lanechoice.h"

#include <QStringList>
#include <QUrl>
#include <expected>

namespace Parlance {

/// What `parlance` was asked to do.
struct CommandLine
{
    QString gateway;     ///< id; empty for the first gateway that has the model
    QUrl baseUrl;        ///< empty for the embedded gateway
    QString keyVariable; ///< the environment variable of the key that goes to `baseUrl`; empty for none
    QStringList models;  ///< a lane each
    QString prompt;
    bool send = false;
    QString screenshot; ///< a file to grab the window to when all lanes are done

    /// What to print and how to exit, instead of starting.
    struct Exit
    {
        QString text;
        int code = 0; ///< 0 for help and version, 2 for wrong use
    };

    /// Works without an application object, so that --help needs no display.
    [[nodiscard]] static std::expected<CommandLine, Exit> parse(const QStringList &arguments);

    /// The lanes asked for; empty where the command line says nothing about them. Wrong use: an
    /// unknown gateway, a key for a gateway that takes none, or --send to one that needs a model without
    /// naming it.
    [[nodiscard]] std::expected<QList<LaneChoice>, QString> lanes(const Catalog &catalog) const;
};

} // namespace Parlance
