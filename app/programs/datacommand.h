// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/endpointkind.h"
#include "wire/endpoints/embeddingrequest.h"
#include "wire/endpoints/imagerequest.h"

#include <QCommandLineOption>
#include <expected>
#include <variant>

class QCommandLineParser;

namespace Parlance {

/// What the options of parlance-ask say about vectors and pictures.
struct DataCommand
{
    std::variant<EmbeddingRequest, ImageRequest> request; ///< a text "-" means standard input
    QString input = {};  ///< a file with more texts for vectors, one a line; empty for none
    QString output = {}; ///< the file to write to; empty for none

    [[nodiscard]] EndpointKind kind() const;

    /// Without --output, which others have, too.
    [[nodiscard]] static QList<QCommandLineOption> options();
    /// Which endpoint the options name; empty for another one.
    [[nodiscard]] static std::optional<EndpointKind> kindIn(const QCommandLineParser &parser);
    /// The options, or what is wrong with them, in words for the user. Empty for another endpoint.
    [[nodiscard]] static std::expected<std::optional<DataCommand>, QString> read(
        const QCommandLineParser &parser);

    /// Reads the texts from where they are. Returns why the request cannot be sent, in words for the user;
    /// empty if it can.
    [[nodiscard]] QString complete();
    /// What a server may refuse, a sentence each.
    [[nodiscard]] QStringList doubts() const;
};

} // namespace Parlance
