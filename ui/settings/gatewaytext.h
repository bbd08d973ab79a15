// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

namespace Parlance {

// Parts of a profile as a person writes them, and back. An error is in words for the user.

/// One "Name: value" a line.
[[nodiscard]] QString headersToText(const RawHeaders &headers);
[[nodiscard]] std::expected<RawHeaders, QString> headersFromText(const QString &text);

/// One model a line, its use-case after the first space. Empty lines are skipped.
[[nodiscard]] QString tiersToText(const QList<Tier> &tiers);
[[nodiscard]] QList<Tier> tiersFromText(const QString &text);

/// The text of a JSON object as it is typed; empty for one without members.
[[nodiscard]] std::expected<QByteArray, QString> bodyFromText(const QString &text);

/// Empty, or http or https with a host.
[[nodiscard]] std::expected<QUrl, QString> baseUrlFromText(const QString &text);

} // namespace Parlance
