// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"
#include "schema/answerjudgement.h"

namespace Parlance {

/// The schema that an answer in this format must fit; any object where the format has none. The error is that
/// of the schema.
[[nodiscard]] std::expected<Schema, SchemaFault> schemaOf(const AnswerFormat &format);

/// What the schema says of the reply, which may still be arriving: of each of its answers, and of the first
/// that breaks it. Empty if there is nothing to judge: no schema was asked for, it is invalid, nothing but
/// tool calls came, or an error.
[[nodiscard]] std::optional<Judgement> judgementOf(const Schema &schema, const Reply &reply);
/// The same for an ended call, by the schema of its request.
[[nodiscard]] std::optional<Judgement> judgementOf(const Call &call);

/// Whether an ended call's answer fits; empty if there is nothing to judge, or no judgement.
[[nodiscard]] std::optional<bool> fitsSchema(const Call &call);

} // namespace Parlance
