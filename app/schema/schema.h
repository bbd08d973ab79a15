// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schemafault.h"
#include "schema/violation.h"

#include <expected>
#include <memory>

namespace Parlance {

struct CompiledSchema;

/// What a schema says of a text.
struct Judgement
{
    enum class State {
        Fits,
        Open,   ///< it does so far; more text decides
        Breaks, ///< and no further text can cure that
        Unknown ///< a limit ended the judgement: too many steps, too deep, a regular expression too costly
    };

    State state = State::Open;
    QList<Violation> violations = {}; ///< in the order of the text; empty unless it breaks

    bool operator==(const Judgement &) const = default;
};

/// A compiled JSON Schema: draft 2020-12, and draft 7 where its `$schema` says so; `dependencies` and a list
/// as `items` are read in both. `format` and what else only annotates is not checked, as the draft has it.
/// Nothing is fetched: a reference out of the schema is a fault. Of members with one name, each must fit.
class Schema
{
public:
    [[nodiscard]] static std::expected<Schema, SchemaFault> compile(const QByteArray &text);

    /// Judges a whole JSON text.
    [[nodiscard]] Judgement judge(const QByteArray &json) const;
    /// Judges the beginning of one. What is not certain is open.
    [[nodiscard]] Judgement judgeBeginning(const QByteArray &json) const;

private:
    explicit Schema(std::shared_ptr<const CompiledSchema> compiled);
    [[nodiscard]] Judgement judgePart(const QByteArray &json) const;

    std::shared_ptr<const CompiledSchema> m_compiled;
};

QDebug operator<<(QDebug debug, const Judgement &judgement);

} // namespace Parlance
