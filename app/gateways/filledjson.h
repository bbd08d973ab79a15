// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/variable.h"

#include <QByteArray>

namespace Parlance {

/// A JSON text whose strings, names of members too, are filled in with variables, as their readers would see
/// them: a value needs no escapes. A string without variables stays as it is written, and so does a text that
/// is not JSON.
class FilledJson
{
public:
    FilledJson(const QByteArray &json, const QList<Variable> &variables);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// Where the byte at this offset of `text()` comes from; in a string that was filled in, its beginning.
    [[nodiscard]] qsizetype originOf(qsizetype offset) const;

private:
    struct Change
    {
        qsizetype begin; ///< in the filled text
        qsizetype size;
        qsizetype origin;
        qsizetype originSize;
    };

    QByteArray m_text;
    QList<Change> m_changes; ///< in text order
};

/// The decoded strings of a JSON text, in its order; none if it is not JSON.
[[nodiscard]] QStringList stringsOf(const QByteArray &json);

} // namespace Parlance
