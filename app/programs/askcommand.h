// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/target.h"
#include "datacommand.h"
#include "gateways/catalog.h"
#include "soundcommand.h"
#include "toolcommand.h"

#include <QProcessEnvironment>
#include <chrono>

namespace Parlance {

/// The parsed command line of parlance-ask.
struct AskCommand
{
    /// The text to print and the exit code, if nothing is to be sent.
    struct Exit
    {
        QString text;
        int code = 0;
    };

    Target target;
    ChatRequest request;                    ///< with the prompt as its message; "-" means standard input
    std::optional<SoundCommand> sound = {}; ///< what is asked instead of a chat, with that model and prompt
    std::optional<DataCommand> data = {};   ///< or this
    QStringList files = {};                 ///< to be sent with the prompt, see `attachFiles()`
    bool namesFiles = false;                ///< their names are sent, too
    ToolCommand tools = {};                 ///< those of a chat are in the request, too
    bool anyway = false;                    ///< it is sent even if the server will probably refuse it
    bool json = false;
    std::optional<std::chrono::milliseconds> timeout = {}; ///< for the whole answer, from the request on
    QString capture = {}; ///< the file to write the capture to; empty for none

    /// Reads the arguments; the first is the program's name.
    ///
    /// `--gateway` gives the base URL, path, dialect, authentication form and first model; the options for
    /// these override it. Without it, a base URL and a dialect are required; the dialect then gives the path
    /// and the authentication form. The key comes only from the named variable in `environment`, and is sent
    /// over plain http only to this computer, unless `--insecure-key` is given.
    ///
    /// The options of another endpoint than a chat's replace the dialect: without a gateway, its path is that
    /// of the OpenAI API, and the key is sent as a bearer.
    [[nodiscard]] static std::expected<AskCommand, Exit> parse(
        const QStringList &arguments, const Catalog &catalog, const QProcessEnvironment &environment);
};

} // namespace Parlance
