// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/json.h"

#include <QDebug>

namespace Parlance {

/// What a value breaks, and where. `workspace/words/schematext.h` has the words for it.
struct Violation
{
    enum class Rule {
        NotJson,    ///< `fault` says why
        TextBefore, ///< words stand before the JSON of an answer; `found` is their beginning
        TextAfter,  ///< or after it
        Fence,      ///< the JSON of an answer stands in a code fence
        Cut,        ///< the text ends before the value does
        Refused,    ///< the model refused; `found` is what it says
        Forbidden,  ///< a schema `false`: the value must not be there
        Type,       ///< `expected` are the types, `found` is the type
        Const,      ///< `expected` is the only value, as JSON
        Enum,       ///< `expected` are the values, as JSON
        Minimum,    ///< `expected` is the least number
        ExclusiveMinimum,
        Maximum,
        ExclusiveMaximum,
        MultipleOf,
        MinLength, ///< `expected` and `found` are counts of characters
        MaxLength,
        Pattern,  ///< `expected` is the regular expression
        MinItems, ///< counts of elements
        MaxItems,
        UniqueItems,
        MinContains, ///< too few elements fit `contains`
        MaxContains,
        MinProperties,
        MaxProperties,
        Required,     ///< `expected` is the name that is missing
        PropertyName, ///< the name of this member does not fit
        Not,          ///< it fits what it must not fit
        AnyOf,        ///< it fits none of the alternatives; `expected` is their number
        OneOf,        ///< it fits `found` of them
    };

    Rule rule = Rule::NotJson;
    QString path = {};    ///< of the value, a JSON pointer (RFC 6901); empty for the root
    qsizetype offset = 0; ///< of the value, in bytes of UTF-8
    QStringList expected = {};
    QString found = {};
    std::optional<JsonFault> fault = {};

    bool operator==(const Violation &) const = default;
};

QDebug operator<<(QDebug debug, const Violation &violation);

} // namespace Parlance
