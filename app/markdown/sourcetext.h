// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowntables.h"

#include <QString>

#include <md4c.h>

namespace Parlance {

/// Maps what md4c reports to the source. md4c reads a text with formulas overwritten and tables separated,
/// and also passes text that is not in it, such as line breaks.
class SourceText
{
public:
    /// Both must outlive this object. `parsed` is what md4c reads.
    SourceText(const QByteArray &source, const SeparatedTables &parsed)
        : m_source(source)
        , m_parsed(parsed)
    {
    }

    /// The source offset where a text begins; -1 for md4c's own text.
    [[nodiscard]] qsizetype placeOf(const char *text) const;
    /// The text as in the source; md4c's own text unchanged.
    [[nodiscard]] QByteArrayView original(QByteArrayView text) const;
    /// The white space before `at` that is `columns` wide, as in the source: md4c gives tabs as spaces.
    [[nodiscard]] QString indentation(qsizetype at, qsizetype columns) const;
    /// The original text of an attribute, with entities decoded.
    [[nodiscard]] QString attribute(const MD_ATTRIBUTE &attribute) const;

private:
    const QByteArray &m_source;
    const SeparatedTables &m_parsed;
};

} // namespace Parlance
