// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdowntables.h"

#include <QString>

#include <md4c.h>

namespace Parlance {

/// The source of what md4c hands over. It reads a text whose formulas are overwritten and whose tables are
/// apart, and it also makes texts itself, as line breaks.
class SourceText
{
public:
    /// Both must outlive this. `parsed` is what md4c reads.
    SourceText(const QByteArray &source, const TablesApart &parsed)
        : m_source(source)
        , m_parsed(parsed)
    {
    }

    /// The offset in the source at which a text begins; -1 if md4c has made it.
    [[nodiscard]] qsizetype placeOf(const char *text) const;
    /// The text as the source has it; a text that md4c has made, as it is.
    [[nodiscard]] QByteArrayView original(QByteArrayView text) const;
    /// The original text of an attribute, with its entities decoded.
    [[nodiscard]] QString attribute(const MD_ATTRIBUTE &attribute) const;

private:
    const QByteArray &m_source;
    const TablesApart &m_parsed;
};

} // namespace Parlance
