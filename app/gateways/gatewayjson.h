// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QJsonObject>

namespace Parlance {

/// Reads one profile: a flat JSON object with the fields
///
///     id, name, dialect, path           text; the id of small letters, digits and -
///     protocol, hint                    text; may be left out, as may all below
///     base_url, documentation           an http or https URL
///     models_path, health_path          a path
///     auth                              "none", "bearer" or "api-key"; none if left out
///     auth_choices                      a list of these
///     headers                           {"Name": "value"}
///     body                              an object, or a text that holds one, laid below every request as it
///     is
///                                       written
///     sends_model, sends_system         true (if left out) or false
///     tiers                             [{"model", "use_case"}], both may be left out
///     parameters                        [{"name", "default", "minimum", "maximum", "required"}], all but the
///     name
///                                       may be left out
///     input_limit                       bytes, more than 0
///     character_limit, requests_per_minute, tokens_per_day
///                                       a number, more than 0
///     key_slot                          text; the id if left out
///     key_variable, key_prefix, key_advice
///                                       text
///     key_variable_stated, key_optional true or false
///     demo_key                          text that ends with "demo"
///     notes                             a list of text
///
/// A key never goes into a profile: a field, header or query that is named like one is refused, and so is a
/// value that looks like one.
///
/// The error says where it is and what is wrong: the line of a syntax error, the name of a field that is
/// missing, of the wrong type, out of range or unknown (so that a typo shows), as in `tiers[1].model:
/// expected text, got the number 7`.
[[nodiscard]] std::expected<Gateway, QString> parseGateway(const QByteArray &json);

/// The first half of `parseGateway()`: text to an object.
[[nodiscard]] std::expected<QJsonObject, QString> readProfile(const QByteArray &json);
/// The second half: an object to a profile.
[[nodiscard]] std::expected<Gateway, QString> gatewayFromJson(const QJsonObject &profile);
/// The profile as an object that `gatewayFromJson()` reads back the same. What says nothing is left out.
[[nodiscard]] QJsonObject gatewayToJson(const Gateway &gateway);

/// True for a header whose value is a secret: Authorization, x-api-key and their like.
[[nodiscard]] bool isSecretHeader(QByteArrayView name);

} // namespace Parlance
