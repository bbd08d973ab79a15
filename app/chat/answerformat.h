// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Parlance {

/// The form in which an answer is asked for.
struct AnswerFormat
{
    enum class Kind {
        Text,
        JsonObject, ///< any JSON object
        JsonSchema  ///< JSON that fits the schema
    };

    Kind kind = Kind::Text;
    QString name = {};   ///< of the schema; empty for a usual one. Sent where the dialect has a field for it
    bool strict = false; ///< asks the server to let nothing else through; the same
    QByteArray schema = {}; ///< a JSON Schema as written

    bool operator==(const AnswerFormat &) const = default;
    [[nodiscard]] bool isText() const { return kind == Kind::Text; }
};

} // namespace Parlance
