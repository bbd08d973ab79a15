// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Parlance {

/// Begins a line for each member and element of a JSON text, as the text arrives. Changes only white
/// space between values, and shows a line break within a string, which JSON does not allow, as a sign. Text
/// that is not JSON comes out whole.
class JsonIndenter
{
public:
    /// What the next piece of the text adds.
    [[nodiscard]] QString add(QStringView piece);

private:
    void addOutside(QChar c, QString &lines);
    void addInString(QChar c, QString &lines);
    void breakLine(QString &lines) const;

    int m_depth = 0;
    bool m_isOpened = false; ///< the last character opened an object or a list
    bool m_isString = false;
    bool m_isEscape = false;
    bool m_isBlank = false; ///< white space came after the last character
    QChar m_last;           ///< the last character outside of strings
};

/// The whole text.
[[nodiscard]] QString indentedJson(QStringView json);

} // namespace Parlance
