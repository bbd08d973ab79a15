// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <QUrl>
#include <optional>

namespace Parlance {

/// An answer with this status leads to another place; empty if it names none.
[[nodiscard]] std::optional<ChatError> redirection(const QUrl &from, int status, const QByteArray &location);
/// A connection failed: with these words of Qt, which may be empty, after the head of an answer or before.
/// The kind is Tls only if a certificate was refused; any other fault of TLS is of kind Network.
[[nodiscard]] ChatError connectionError(const QString &words, bool answered, bool certificateRefused);
/// The connection does not stand after this time: to the server, or to this proxy ("host:port").
[[nodiscard]] ChatError notConnected(std::chrono::milliseconds time, const QString &proxy);
/// The header of this name must not be sent, see `unsendableHeader()`.
[[nodiscard]] ChatError headerRefused(const QByteArray &name);
/// No head has come within this time.
[[nodiscard]] ChatError headMissing(std::chrono::milliseconds time);

} // namespace Parlance
