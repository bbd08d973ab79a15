// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>

#include <utility>

namespace Parlance {

/// Follows a JSON object or list, letter by letter, to where its brackets are closed: only there it can be
/// whole. Does not check the rest of the grammar.
class JsonNesting
{
public:
    /// Returns true if this letter closes the value.
    bool add(QChar letter)
    {
        if (std::exchange(m_isEscaped, false))
            return false;
        if (letter == u'"')
            m_inString = !m_inString;
        else if (m_inString)
            m_isEscaped = letter == u'\\';
        else if (letter == u'{' || letter == u'[')
            m_hasBegun = ++m_depth > 0;
        else if (letter == u'}' || letter == u']')
            return --m_depth == 0;
        return false;
    }
    /// True behind a value, and behind blanks that follow it.
    [[nodiscard]] bool isClosed() const { return m_hasBegun && m_depth == 0; }

private:
    qint64 m_depth = 0;
    bool m_hasBegun = false;
    bool m_inString = false;
    bool m_isEscaped = false;
};

} // namespace Parlance
