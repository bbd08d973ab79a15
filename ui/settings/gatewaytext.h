// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

namespace Parlance {

class LongTextEdit;

// Convert parts of a profile to text that a person can edit, and back. Errors are in words for the user.

/// One "Name: value" per line.
[[nodiscard]] QString headersToText(const RawHeaders &headers);
[[nodiscard]] std::expected<RawHeaders, QString> headersFromText(const QString &text);

/// One model per line; its use case follows the first space. Skips empty lines.
[[nodiscard]] QString tiersToText(const QList<Tier> &tiers);
[[nodiscard]] QList<Tier> tiersFromText(const QString &text);

/// The text of a JSON object as typed; empty for one without members.
[[nodiscard]] std::expected<QByteArray, QString> bodyFromText(const QString &text);

/// Accepts an empty text, or an http or https URL with a host.
[[nodiscard]] std::expected<QUrl, QString> baseUrlFromText(const QString &text);

/// What a person calls the dialect with that id.
[[nodiscard]] QString protocolName(const QString &dialectId);

/// Makes a text field of a form: monospaced, with this many lines, left by Tab.
void setUpTextField(LongTextEdit &text, const QString &placeholder, int lines);

} // namespace Parlance
