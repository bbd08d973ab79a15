// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/json.h"

namespace Parlance {

/// Why a text is not a schema, and where.
struct SchemaFault
{
    enum class Reason {
        NotJson,          ///< `fault` says why
        NotASchema,       ///< neither an object nor true or false
        WrongValue,       ///< a keyword has a value of another kind; `detail` says which it takes
        UnknownType,      ///< `detail` is no type of JSON
        IllegalPattern,   ///< `detail` says why it is no regular expression
        UnknownReference, ///< nothing is where `detail` points to
        RemoteReference,  ///< `detail` points outside of the schema: nothing is fetched
        Circular          ///< it applies itself to the same value, without end
    };

    Reason reason = Reason::NotJson;
    QString path = {};    ///< of the keyword, a JSON pointer
    qsizetype offset = 0; ///< of its value, in bytes
    QString detail = {};
    std::optional<JsonFault> fault = {};

    bool operator==(const SchemaFault &) const = default;
};

} // namespace Parlance
