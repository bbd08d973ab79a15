// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
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
    /// Reads on up to the end of the value, also within a string at once. Returns the size up to there; -1 if
    /// the value does not end here.
    qsizetype add(QByteArrayView bytes)
    {
        qsizetype quote = -1; // the next one
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            if (m_inString && !m_isEscaped) {
                if (quote < i)
                    quote = bytes.indexOf('"', i);
                if (quote < 0)
                    quote = bytes.size();
                const qsizetype escape = bytes.sliced(i, quote - i).indexOf('\\');
                i = escape < 0 ? quote : i + escape;
                if (i == bytes.size())
                    break;
            }
            if (add(QLatin1Char(bytes[i])))
                return i + 1;
        }
        return -1;
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
