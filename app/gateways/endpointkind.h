// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QList>
#include <QString>

namespace Parlance {

/// What a gateway may offer besides chat. The order is that of tables and lists.
enum class EndpointKind {
    Embeddings,    ///< POST, texts to vectors (RA-33)
    Images,        ///< POST, a prompt to pictures (RA-34)
    Speech,        ///< POST, a text to sound (RA-36)
    Transcription, ///< POST with a file, sound to text (RA-35)
    Models         ///< GET, the list of models (RA-37, RL-21)
};

/// One endpoint of a gateway, below its base URL: see `urlBelow()`.
struct Endpoint
{
    QString path;          ///< empty if the gateway has no such endpoint
    QString reserved = {}; ///< why it does not work yet, as documented (FF-37); empty if it works

    bool operator==(const Endpoint &) const = default;
};

[[nodiscard]] const QList<EndpointKind> &endpointKinds();
/// The name in a profile: "embeddings".
[[nodiscard]] QString endpointName(EndpointKind kind);

/// The path in OpenAI's API, which other servers follow.
[[nodiscard]] QString usualPath(EndpointKind kind);

QDebug operator<<(QDebug debug, const Endpoint &endpoint);

} // namespace Parlance
