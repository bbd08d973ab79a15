// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"

#include <QUrl>
#include <optional>

class QNetworkReply;

namespace Parlance {

/// The error of a finished network reply that its body does not report: no connection, a broken connection, a
/// rejected certificate, or a redirect to some place, which is not followed. The message is Qt's unless it
/// says nothing. Empty if the answer arrived whole, and always for a status of 400 and above, which tells
/// more than the connection.
///
/// The kind is Tls only if a certificate was refused; any other fault of TLS is of kind Network.
[[nodiscard]] std::optional<ChatError> transportError(const QNetworkReply &reply, bool certificateRefused);

/// An answer with this status leads to another place; empty if it names none.
[[nodiscard]] std::optional<ChatError> redirection(const QUrl &from, int status, const QByteArray &location);
/// A connection failed: with these words of Qt, which may be empty, after the head of an answer or before.
[[nodiscard]] ChatError connectionError(const QString &words, bool answered, bool certificateRefused);
/// The connection does not stand after this time: to the server, or to this proxy ("host:port").
[[nodiscard]] ChatError notConnected(std::chrono::milliseconds time, const QString &proxy);
/// No head has come within this time.
[[nodiscard]] ChatError headMissing(std::chrono::milliseconds time);
/// The headers of an answer with this status were dropped, and so the answer cannot be read.
[[nodiscard]] ChatError headersLost(int status);

} // namespace Parlance
