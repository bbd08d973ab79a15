// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/jsoninstance.h"
#include "schema/violation.h"

#include <QMap>

#include <memory>
#include <vector>

namespace Parlance {

/// Whether a value fits: certainly, depending on what is still to come, or certainly not. All of several: the
/// largest; one of several: the least.
enum class Verdict { Fits, Open, Breaks };

/// What one schema finds at one value.
struct Findings
{
    QList<Violation> violations = {};
    std::vector<bool> evaluated = {}; ///< of the value's children: taken by a keyword that does not break

    void evaluate(const JsonInstance &child);
    [[nodiscard]] bool isEvaluated(qsizetype child) const;
    void adopt(const Findings &other);
};

class Evaluation;

/// A keyword of a schema with its value.
class Keyword
{
public:
    virtual ~Keyword() = default;
    /// Breaks only where no further text can cure it, fits only where none can spoil it.
    [[nodiscard]] virtual Verdict check(
        Evaluation &evaluation, const JsonInstance &value, Findings &findings) const = 0;
};

struct Subschema;

/// A schema, or a part of one with its own identifier.
struct SchemaResource
{
    QMap<QString, const Subschema *> dynamicAnchors = {};
};

struct Subschema
{
    std::optional<bool> constant = {}; ///< for `true` and `false`
    std::vector<std::unique_ptr<const Keyword>> keywords = {};
    std::vector<const Subschema *> inPlace = {}; ///< those that it applies to the same value
    const SchemaResource *resource = nullptr;
};

/// One application of a schema to a value. Bounded: gives up after too many steps, or too deep.
class Evaluation
{
public:
    [[nodiscard]] Verdict check(const Subschema &schema, const JsonInstance &value, Findings &findings);
    /// Of the resources that it came through, the outermost that has this dynamic anchor; null without one.
    [[nodiscard]] const Subschema *dynamicTarget(const QString &anchor) const;
    /// True if a limit ended it: what it found is not all.
    [[nodiscard]] bool gaveUp() const { return m_gaveUp; }
    void giveUp() { m_gaveUp = true; }

private:
    [[nodiscard]] Verdict checkKeywords(
        const Subschema &schema, const JsonInstance &value, Findings &findings);

    std::vector<const SchemaResource *> m_resources;
    int m_depth = 0;
    int m_steps = 0;
    bool m_gaveUp = false;
};

/// Notes the violation if it is one.
Verdict noted(Verdict verdict, Violation::Rule rule, const JsonInstance &value, Findings &findings,
    const QStringList &expected = {}, const QString &found = {});

} // namespace Parlance
