// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"

#include <QJsonObject>

namespace Parlance {

/// Reads one profile: a flat JSON object with these fields, of which all but the first line are optional:
///
///     id, name, dialect, path           text; the id has small letters, digits and -
///     protocol, hint                    text
///     base_url, documentation           an http or https URL
///     health_path                       a path
///     embeddings_path, images_path, speech_path, transcription_path, models_path
///                                       a path, of an endpoint that the gateway has
///     reserved                          {"embeddings": "why it does not work yet"}, by the name of an
///                                       endpoint that has a path
///     auth                              "none" (default), "bearer" or "api-key"
///     auth_choices                      a list of these
///     headers                           {"Name": "value"}
///     body                              an object, or a text that holds one; every request gets its members
///                                       as written; the user's own fields override them
///     sends_model, sends_system         true (default) or false
///     asks_usage                        true if streams may be asked for usage with
///                                       `stream_options.include_usage`, or false (default)
///     takes_files                       false if messages take text alone, or true (default)
///     tiers                             [{"model", "use_case"}], both optional
///     parameters                        [{"name", "default", "minimum", "maximum", "required"}]; all but the
///                                       name are optional
///     input_limit                       bytes, more than 0
///     character_limit, requests_per_minute, tokens_per_day
///                                       a number, more than 0
///     key_slot                          text; the id by default
///     key_variable, key_prefix, key_advice
///                                       text
///     key_variable_stated, key_optional true or false
///     demo_key                          text that ends with "demo"
///     notes                             a list of text
///
/// A key never belongs in a profile: a field, header or query that is named like one is refused, and so is a
/// value that looks like one.
///
/// The error gives the place and the problem: the line of a syntax error, or the name of a field that is
/// missing, of the wrong type, out of range or unknown (so that a typo shows), as in `tiers[1].model:
/// expected text, got the number 7`.
[[nodiscard]] std::expected<Gateway, QString> parseGateway(const QByteArray &json);

/// The first half of `parseGateway()`: from text to a JSON object.
[[nodiscard]] std::expected<QJsonObject, QString> readProfile(const QByteArray &json);
/// The second half of `parseGateway()`: from a JSON object to a profile.
[[nodiscard]] std::expected<Gateway, QString> gatewayFromJson(const QJsonObject &profile);
/// The profile as an object that `gatewayFromJson()` reads back unchanged. Omits empty fields and defaults.
[[nodiscard]] QJsonObject gatewayToJson(const Gateway &gateway);

} // namespace Parlance
